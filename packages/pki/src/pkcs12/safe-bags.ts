/** SafeContents (RFC 7292 §4.2): keys, keys under the password, X.509 certificates; other bags are counted, not read. */
import type { Der } from '../der/read.ts';
import { readOwnDer } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { readOid, readText } from '../der/values.ts';
import { PkiError } from '../errors.ts';
import { openShrouded } from '../keys/encrypted-pkcs8.ts';
import { readPkcs8 } from '../keys/pkcs8.ts';
import type { PrivateKey } from '../keys/private-key.ts';
import type { Certificate } from '../x509/certificate.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { PKCS12_OID } from './oids.ts';
import { openEncrypted } from './open-encrypted.ts';
import type { PasswordForms } from './password-forms.ts';

interface Named {
  friendlyName: string | undefined;
  /** Joins a key with its certificate; any octets. */
  localKeyId: Uint8Array | undefined;
}

export interface Pkcs12Key extends Named {
  key: PrivateKey;
}

export interface Pkcs12Certificate extends Named {
  certificate: Certificate;
}

export interface Bags {
  keys: Pkcs12Key[];
  certificates: Pkcs12Certificate[];
  /** Bags of other types: lists, secrets, certificates that are not X.509. */
  skipped: number;
}

const MAX_BAGS = 100;
const LIMITS = { maxBytes: 4 << 20, maxDepth: 16 };

/** `contents` is a SafeContents, already DER. What is found is added to `bags`. */
export function readSafeContents(contents: Uint8Array, forms: PasswordForms, bags: Bags, base: number): void {
  readBags(readOwnDer(contents, { base, limits: LIMITS }), forms, bags, 0);
}

function readBags(value: Der, forms: PasswordForms, bags: Bags, depth: number): void {
  // Bags may hold bags; nobody nests them, and each level could be read again and again.
  if (depth > 4) throw new PkiError('pki/too-large', 'nested too deeply', { offset: value.offset, field: 'safeBag' });
  for (const member of value.list(TAG.sequence, 'safeContents', MAX_BAGS)) {
    if (bags.keys.length + bags.certificates.length + bags.skipped >= MAX_BAGS) {
      throw new PkiError('pki/too-large', `more than ${MAX_BAGS} bags`, { offset: member.offset, field: 'safeBag' });
    }
    readBag(member, forms, bags, depth);
  }
}

function readBag(member: Der, forms: PasswordForms, bags: Bags, depth: number): void {
  const field = 'safeBag';
  const fields = member.open(TAG.sequence, field);
  const type = readOid(fields.any('bagId'), 'bagId');
  const value = fields.next(contextConstructed(0), 'bagValue').only(contextConstructed(0), 'bagValue');
  const named = readAttributes(fields.maybe(TAG.set));
  fields.done();
  if (type === PKCS12_OID.keyBag) bags.keys.push({ key: readPkcs8(value), ...named });
  else if (type === PKCS12_OID.shroudedKeyBag) {
    const key = openShrouded(value, (algorithm, ciphertext) => openEncrypted(algorithm, ciphertext, forms));
    bags.keys.push({ key, ...named });
  } else if (type === PKCS12_OID.safeContentsBag) readBags(value, forms, bags, depth + 1);
  else {
    const certificate = type === PKCS12_OID.certBag ? readCertificate(value) : undefined;
    if (certificate) bags.certificates.push({ certificate, ...named });
    else bags.skipped++;
  }
}

function readCertificate(value: Der): Certificate | undefined {
  const fields = value.open(TAG.sequence, 'certBag');
  const type = readOid(fields.any('certId'), 'certId');
  const inner = fields.next(contextConstructed(0), 'certValue').only(contextConstructed(0), 'certValue');
  fields.done();
  if (type !== PKCS12_OID.x509Certificate) return undefined;
  return parseCertificate(inner.expect(TAG.octetString, 'certValue').content);
}

function readAttributes(value: Der | undefined): Named {
  const named: Named = { friendlyName: undefined, localKeyId: undefined };
  for (const member of value?.list(TAG.set, 'bagAttributes', 32) ?? []) {
    const fields = member.open(TAG.sequence, 'bagAttributes');
    const type = readOid(fields.any('bagAttributes'), 'bagAttributes');
    const values = fields.any('bagAttributes').list(TAG.set, 'bagAttributes', 16);
    fields.done();
    const first = values[0];
    if (!first) continue;
    if (type === PKCS12_OID.friendlyName) named.friendlyName = readText(first, 'friendlyName');
    if (type === PKCS12_OID.localKeyId) {
      named.localKeyId = new Uint8Array(first.expect(TAG.octetString, 'localKeyId').content);
    }
  }
  return named;
}
