/** Writing one RecipientInfo for an encryption certificate, by the kind of its key. */
import { p256, p384, p521 } from '@noble/curves/nist.js';
import type { RandomBytes } from '@qianyin/gm';
import { ciphertextToDer, Secret, sm2Encrypt } from '@qianyin/gm';
import { OID } from '../der/oids.ts';
import { integer, octetString, oid, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { KeyUsage } from '../x509/key-usage.ts';
import { drawn } from '../random.ts';
import { writeIssuerAndSerial } from './certificate-identifier.ts';
import type { CmsFamily } from './content-info.ts';
import { KEY_WRAPS, sharedInfo } from './ecdh-recipient.ts';
import { wrapAgreedKey } from './key-agreement.ts';
import { writeOaepParameters } from './oaep-parameters.ts';
import { rsaOaepEncrypt } from './rsa-oaep.ts';
import { kdfOf, writeEcdhRecipient, writeKeyWrap } from './write-ecdh-recipient.ts';

interface RecipientInput {
  family: CmsFamily;
  contentKey: Secret;
  random: RandomBytes;
}

export interface WrittenRecipient {
  der: Uint8Array;
  /** Key transport, whose version is lower than that of key agreement. */
  transport: boolean;
}

export function writeRecipient(certificate: Certificate, input: RecipientInput): WrittenRecipient {
  const { kind } = certificate.publicKeyInfo;
  if (input.family === 'gm' && kind !== 'sm2') refuseKey(kind, 'the GM arc takes SM2');
  switch (kind) {
    case 'sm2':
      return { der: writeSm2(certificate, input), transport: true };
    case 'rsa':
      return { der: writeRsa(certificate, input), transport: true };
    case 'p256':
    case 'p384':
    case 'p521':
      return { der: writeEcdh(certificate, kind, input), transport: false };
    default:
      return refuseKey(kind, 'keys of SM2, RSA and the NIST curves are supported');
  }
}

function refuseKey(kind: string, detail: string): never {
  throw new PkiError('pki/unsupported-key', `${kind}: ${detail}`, { field: 'recipients' });
}

/** What is encrypted for a signing key is lost when its holder keeps no copy, and tells the two keys' uses apart no more. */
function insistOn(certificate: Certificate, usage: KeyUsage): void {
  if (!certificate.keyUsage || certificate.keyUsage.includes(usage)) return;
  throw new PkiError('pki/bad-value', `a certificate without ${usage}`, { field: 'recipients' });
}

function writeSm2(certificate: Certificate, { family, contentKey, random }: RecipientInput): Uint8Array {
  insistOn(certificate, 'keyEncipherment');
  const { publicKey } = certificate;
  const encryptedKey = contentKey.use((plaintext) => sm2Encrypt({ publicKey, plaintext, random }));
  return sequence(
    integer(family === 'gm' ? 1 : 0),
    writeIssuerAndSerial(certificate),
    sequence(oid(OID.sm2Encryption)),
    octetString(ciphertextToDer(encryptedKey)),
  );
}

function writeRsa(certificate: Certificate, { contentKey, random }: RecipientInput): Uint8Array {
  insistOn(certificate, 'keyEncipherment');
  const key = certificate.publicKeyInfo.rsa ?? refuseKey('rsa', 'no modulus');
  const encryptedKey = contentKey.use((plaintext) => rsaOaepEncrypt({ key, hash: 'sha256', plaintext, random }));
  return sequence(
    integer(0),
    writeIssuerAndSerial(certificate),
    sequence(oid(OID.rsaesOaep), writeOaepParameters('sha256')),
    octetString(encryptedKey),
  );
}

const CURVES = { p256, p384, p521 } as const;

function writeEcdh(certificate: Certificate, curve: keyof typeof CURVES, input: RecipientInput): Uint8Array {
  insistOn(certificate, 'keyAgreement');
  const wrap = input.contentKey.length === 16 ? 'aes-128' : 'aes-256';
  const info = sharedInfo(writeKeyWrap(wrap), KEY_WRAPS[wrap].keyLength);
  const { secretKey, publicKey } = CURVES[curve].keygen(drawn(input.random, CURVES[curve].lengths.seed as number));
  const point = CURVES[curve].Point.fromBytes(publicKey).toBytes(false);
  const shared = Secret.take(CURVES[curve].getSharedSecret(secretKey, certificate.publicKey, true).slice(1));
  secretKey.fill(0);
  const encryptedKey = wrapAgreedKey({ hash: kdfOf(curve), wrap, sharedInfo: info }, shared, input.contentKey);
  shared.wipe();
  const identifier = writeIssuerAndSerial(certificate);
  return writeEcdhRecipient({ curve, originator: point, wrap, identifier, encryptedKey });
}
