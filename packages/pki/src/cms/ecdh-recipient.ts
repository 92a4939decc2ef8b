/**
 * KeyAgreeRecipientInfo with an ephemeral key of the sender (RFC 5652 §6.2.2, RFC 5753 §3.1, §7.1): standard ECDH on
 * P-256, P-384 or P-521, the X9.63 key derivation, AES key wrap (RFC 3394). A static key of the sender is left out: it
 * would have to be looked up, and proves nothing to anybody else.
 */
import { readAlgorithmParts, isNull } from '../algorithms/identifier.ts';
import type { NistCurveName } from '../algorithms/nist-curve.ts';
import { isPoint, NIST_CURVE_NAMES, NIST_CURVES } from '../algorithms/nist-curve.ts';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { readBitOctets, readOid, readSmallInteger } from '../der/values.ts';
import { explicit, octetString, sequence } from '../der/write.ts';
import type { CertificateIdentifier } from './certificate-identifier.ts';
import { readCertificateIdentifier } from './certificate-identifier.ts';
import type { OaepHash } from './oaep-parameters.ts';

export type KeyWrapName = 'aes-128' | 'aes-256';

export interface EcdhRecipient {
  kind: 'ecdh';
  identifier: CertificateIdentifier;
  curve: NistCurveName;
  /** The sender's ephemeral point, 04‖X‖Y, on the curve. */
  originator: Uint8Array;
  /** Digest of the key derivation. */
  hash: OaepHash;
  wrap: KeyWrapName;
  /** Encoded ECC-CMS-SharedInfo: what the key derivation takes besides the shared secret. */
  sharedInfo: Uint8Array;
  /** The content key in its AES key wrap. */
  encryptedKey: Uint8Array;
}

type Unsupported = { kind: 'unsupported'; identifier: CertificateIdentifier; algorithm: string };

const KDFS: ReadonlyMap<string, OaepHash> = new Map([
  [OID.ecdhSha1Kdf, 'sha1'],
  [OID.ecdhSha256Kdf, 'sha256'],
  [OID.ecdhSha384Kdf, 'sha384'],
  [OID.ecdhSha512Kdf, 'sha512'],
]);

export const KEY_WRAPS: Readonly<Record<KeyWrapName, { oid: string; keyLength: number }>> = {
  'aes-128': { oid: OID.aes128Wrap, keyLength: 16 },
  'aes-256': { oid: OID.aes256Wrap, keyLength: 32 },
};

const FIELD = 'keyAgreeRecipientInfo';
const MAX_KEYS = 64;

/** One entry for each certificate that the sender agreed a key with. */
export function readEcdhRecipients(value: Der): (EcdhRecipient | Unsupported)[] {
  const fields = value.open(contextConstructed(1), FIELD);
  const version = fields.any('version');
  if (readSmallInteger(version, 'version') !== 3) version.fail('version', '3 expected');
  const origin = fields.next(contextConstructed(0), 'originator').open(contextConstructed(0), 'originator');
  const originatorAt = origin.any('originator');
  origin.done();
  const wrappedUkm = fields.maybe(contextConstructed(1))?.open(contextConstructed(1), 'ukm');
  const ukm = wrappedUkm?.next(TAG.octetString, 'ukm').content;
  wrappedUkm?.done();
  const algorithm = readAlgorithmParts(fields.any('keyEncryptionAlgorithm'), 'keyEncryptionAlgorithm');
  const keys = fields.any('recipientEncryptedKeys').list(TAG.sequence, 'recipientEncryptedKeys', MAX_KEYS);
  fields.done();
  const hash = KDFS.get(algorithm.oid);
  const agreement =
    hash && algorithm.parametersAt ? readAgreement(originatorAt, algorithm.parametersAt, ukm) : undefined;
  return keys.map((each) => {
    const { identifier, encryptedKey } = readEncryptedKey(each);
    if (!hash || !agreement) return { kind: 'unsupported', identifier, algorithm: algorithm.oid };
    return { kind: 'ecdh', identifier, hash, encryptedKey, ...agreement };
  });
}

function readAgreement(
  originator: Der,
  wrapAt: Der,
  ukm: Uint8Array | undefined,
): Pick<EcdhRecipient, 'curve' | 'originator' | 'wrap' | 'sharedInfo'> | undefined {
  const point = readOriginatorKey(originator);
  const { oid: type, der } = readAlgorithmParts(wrapAt, 'keyWrapAlgorithm');
  const wrap = (Object.keys(KEY_WRAPS) as KeyWrapName[]).find((name) => KEY_WRAPS[name].oid === type);
  if (!point || !wrap) return undefined;
  return { ...point, wrap, sharedInfo: sharedInfo(der, KEY_WRAPS[wrap].keyLength, ukm) };
}

/** [1] OriginatorPublicKey. The curve is the recipient's, so many senders leave it out: the length of the point says it. */
function readOriginatorKey(value: Der): { curve: NistCurveName; originator: Uint8Array } | undefined {
  if (value.tag !== contextConstructed(1)) return undefined;
  const fields = value.open(contextConstructed(1), 'originatorKey');
  const { oid: type, parameters, parametersAt } = readAlgorithmParts(fields.any('algorithm'), 'algorithm');
  const originator = readBitOctets(fields.any('publicKey'), 'publicKey');
  fields.done();
  const curve = NIST_CURVE_NAMES.find((name) => originator.length === 1 + 2 * NIST_CURVES[name].length);
  if (type !== OID.ecPublicKey || !curve) return undefined;
  const named = parametersAt?.tag === TAG.oid ? readOid(parametersAt, 'algorithm') : undefined;
  if (parameters && !isNull(parameters) && named !== NIST_CURVES[curve].oid) return undefined;
  // A point off the curve would tell its sender residues of the recipient's key.
  if (!isPoint(NIST_CURVES[curve], originator)) value.fail('originatorKey', `not a point of ${curve}`);
  return { curve, originator };
}

function readEncryptedKey(value: Der): { identifier: CertificateIdentifier; encryptedKey: Uint8Array } {
  const fields = value.open(TAG.sequence, 'recipientEncryptedKey');
  const identifierAt = fields.any('recipientIdentifier');
  const encryptedKey = fields.next(TAG.octetString, 'encryptedKey').content;
  fields.done();
  if (identifierAt.tag !== contextConstructed(0)) {
    return { identifier: readCertificateIdentifier(identifierAt, 'recipientIdentifier'), encryptedKey };
  }
  // [0] RecipientKeyIdentifier { subjectKeyIdentifier, date OPTIONAL, other OPTIONAL }.
  const named = identifierAt.open(contextConstructed(0), 'recipientIdentifier');
  return { identifier: { keyId: named.next(TAG.octetString, 'recipientIdentifier').content }, encryptedKey };
}

/** ECC-CMS-SharedInfo (RFC 5753 §7.2): the wrap algorithm as it stands in the message, ukm, and the key's bits. */
export function sharedInfo(wrapAlgorithm: Uint8Array, keyLength: number, ukm?: Uint8Array): Uint8Array {
  const bits = new Uint8Array(4);
  new DataView(bits.buffer).setUint32(0, keyLength * 8);
  return sequence(wrapAlgorithm, ...(ukm ? [explicit(0, octetString(ukm))] : []), explicit(2, octetString(bits)));
}
