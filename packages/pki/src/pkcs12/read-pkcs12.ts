/**
 * Reading PKCS #12 files (RFC 7292) with SM2, RSA and EC keys. The MAC is checked before anything is decrypted. Left
 * out: files signed or enveloped with public keys, and the ciphers named in open-encrypted.ts.
 */
import { sameBytes } from '../bytes.ts';
import type { Der } from '../der/read.ts';
import { readOwnDer } from '../der/read.ts';
import { contextConstructed, contextPrimitive, TAG } from '../der/tags.ts';
import { readOid, readSmallInteger } from '../der/values.ts';
import { PkiError } from '../errors.ts';
import type { Ciphertext } from '../keys/block-cipher.ts';
import { ciphertextAt, wrongPassword } from '../keys/block-cipher.ts';
import { WorkLimit } from '../keys/iterations.ts';
import { unsupported } from '../keys/pbkdf2.ts';
import type { Password } from '../keys/wipe.ts';
import { useOnce, withPassword } from '../keys/wipe.ts';
import { berToDer, joinPieces } from './ber.ts';
import { bmpPassword } from './kdf.ts';
import { macHolds } from './mac.ts';
import { PKCS12_OID } from './oids.ts';
import { openEncrypted } from './open-encrypted.ts';
import type { PasswordForms } from './password-forms.ts';
import type { Bags, Pkcs12Certificate, Pkcs12Key } from './safe-bags.ts';
import { readSafeContents } from './safe-bags.ts';

export interface Pkcs12Input {
  pfx: Uint8Array;
  password: Password;
  /** Over the whole file; MAX_ITERATIONS when left out. */
  maxIterations?: number;
}

export interface Pkcs12 {
  /** The file carries a MAC, which holds. Without one anybody may have changed it. */
  authenticated: boolean;
  keys: readonly Pkcs12Key[];
  certificates: readonly Pkcs12Certificate[];
  skipped: number;
}

const MAX_BYTES = 4 << 20;
const LIMITS = { maxBytes: MAX_BYTES, maxDepth: 16 };

/**
 * Throws `pki/wrong-password`, `pki/unsupported-algorithm`, `pki/too-large` (size, bags, iterations) and what the keys'
 * and certificates' own readers throw. Offsets are those of the file when it is DER.
 */
export function readPkcs12({ pfx, password, maxIterations }: Pkcs12Input): Pkcs12 {
  const root = normal(pfx, 0);
  const fields = root.open(TAG.sequence, 'pfx');
  const versionAt = fields.any('version');
  if (readSmallInteger(versionAt, 'version') !== 3) versionAt.fail('version', 'not version 3');
  const safeAt = fields.any('authSafe');
  const macAt = fields.maybe(TAG.sequence);
  fields.done();
  const content = openContentInfo(safeAt);
  const limit = new WorkLimit(maxIterations);
  return withPassword(password, (utf8) =>
    useOnce(bmpPassword(utf8), (bmp) => {
      const forms = macAt ? provenForms(macAt, content.content, { utf8, bmp, limit }) : { utf8, bmp, limit };
      const bags: Bags = { keys: [], certificates: [], skipped: 0 };
      const safes = normal(content.content, content.contentOffset).list(TAG.sequence, 'authenticatedSafe', 16);
      try {
        for (const member of safes) readSafe(member, forms, bags);
      } catch (error) {
        // Nobody gets the keys that were open by then, and so nobody would wipe them.
        for (const { key } of bags.keys) key.secret.wipe();
        throw error;
      }
      return { authenticated: macAt !== undefined, ...bags };
    }),
  );
}

/** The certificate of a key, by its public key. */
export function certificateOfKey(file: Pkcs12, { key }: Pkcs12Key): Pkcs12Certificate | undefined {
  return file.certificates.find(({ certificate }) => sameBytes(certificate.publicKey, key.publicKey.publicKey));
}

/** Strict DER as it stands, or what BER becomes. */
function normal(bytes: Uint8Array, base: number): Der {
  try {
    return readOwnDer(bytes, { base, limits: LIMITS });
  } catch (error) {
    if (!(error instanceof PkiError) || error.code !== 'pki/bad-der') throw error;
    return readOwnDer(berToDer(bytes), { base, limits: LIMITS });
  }
}

/** An empty password is written in two ways: as a final zero alone, and as nothing. */
function provenForms(macAt: Der, content: Uint8Array, forms: PasswordForms): PasswordForms {
  if (macHolds(macAt, content, forms)) return forms;
  const nothing = { ...forms, bmp: new Uint8Array() };
  if (forms.utf8.length === 0 && macHolds(macAt, content, nothing)) return nothing;
  throw wrongPassword(macAt.offset);
}

/** ContentInfo of type data: the octets inside. */
function openContentInfo(value: Der): Der {
  const fields = value.open(TAG.sequence, 'contentInfo');
  const typeAt = fields.any('contentType');
  const type = readOid(typeAt, 'contentType');
  if (type !== PKCS12_OID.data) return unsupported(type, typeAt, 'contentType');
  const inner = fields.next(contextConstructed(0), 'content').only(contextConstructed(0), 'content');
  fields.done();
  return inner.expect(TAG.octetString, 'content');
}

function readSafe(value: Der, forms: PasswordForms, bags: Bags): void {
  const type = readOid(value.open(TAG.sequence, 'contentInfo').any('contentType'), 'contentType');
  if (type !== PKCS12_OID.encryptedData) {
    const { content, contentOffset } = openContentInfo(value);
    return readSafeContents(normal(content, contentOffset).bytes, forms, bags, contentOffset);
  }
  const { algorithm, ciphertext } = readEncryptedData(value);
  const plain = openEncrypted(algorithm, ciphertext, forms);
  // The offsets of what was encrypted count from its own beginning.
  return useOnce(plain, () => readSafeContents(decryptedDer(plain, ciphertext.offset), forms, bags, 0));
}

/** A wrong key passes the padding once in 256. */
function decryptedDer(plain: Uint8Array, offset: number): Uint8Array {
  try {
    return normal(plain, 0).bytes;
  } catch (error) {
    if (error instanceof PkiError && error.code === 'pki/bad-der') throw wrongPassword(offset);
    throw error;
  }
}

function readEncryptedData(value: Der): { algorithm: Der; ciphertext: Ciphertext } {
  const field = 'encryptedData';
  const outer = value.open(TAG.sequence, field);
  outer.any('contentType');
  const data = outer.next(contextConstructed(0), field).only(contextConstructed(0), field).open(TAG.sequence, field);
  outer.done();
  const versionAt = data.any('version');
  if (readSmallInteger(versionAt, 'version') !== 0) versionAt.fail('version', 'not version 0');
  const info = data.next(TAG.sequence, field).open(TAG.sequence, field);
  data.done();
  info.next(TAG.oid, 'contentType');
  const algorithm = info.any('contentEncryptionAlgorithm');
  const contentAt = info.any('encryptedContent');
  info.done();
  if (contentAt.tag === contextPrimitive(0)) return { algorithm, ciphertext: ciphertextAt(contentAt) };
  // BER: [0] IMPLICIT OCTET STRING in pieces.
  const pieces = contentAt.list(contextConstructed(0), 'encryptedContent', 100_000).map((each) => each.bytes);
  return { algorithm, ciphertext: { octets: joinPieces(pieces, contentAt.offset), offset: contentAt.offset } };
}
