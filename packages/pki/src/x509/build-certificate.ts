/** Writing certificates from a profile (GM/T 0015, RFC 5280 §4). The signature comes from elsewhere: bytes out, bytes in. */
import { assembleWithInner } from '../algorithms/assemble.ts';
import { chooseAlgorithm } from '../algorithms/choose-algorithm.ts';
import type { PublicKeyInput } from '../algorithms/public-key.ts';
import { toPublicKeyInfo } from '../algorithms/public-key.ts';
import type { SignatureAlgorithmName } from '../algorithms/signature-algorithm.ts';
import { writeSignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { explicit, integer, sequence, time } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { ExtensionsInput } from './certificate-extensions.ts';
import { buildExtensions } from './certificate-extensions.ts';
import type { Name, NameInput } from './name.ts';
import { buildName } from './name.ts';
import type { Presence, Profile, ProfileName } from './profiles.ts';
import { PROFILES } from './profiles.ts';
import { normalSerial } from './serial.ts';

export interface TbsCertificateInput extends ExtensionsInput {
  profile: ProfileName;
  /** Positive number of at most 20 octets, in hex; see newSerial. */
  serial: string;
  subject: NameInput | Name;
  /** SM2: 04‖X‖Y. Any kind: see parsePublicKeyInfo. */
  publicKey: PublicKeyInput;
  /** What the issuer signs with. Left out: sm2-sm3 for an SM2 key, else the digest that matches its strength. */
  algorithm?: SignatureAlgorithmName;
  notBefore: Date;
  notAfter: Date;
}

/** The bytes to be signed. Throws `pki/bad-value` with the field when the input does not fit the profile. */
export function buildTbsCertificate(input: TbsCertificateInput): Uint8Array {
  const profile = PROFILES[input.profile];
  checkAgainst(profile, input);
  const subject = encodedName(input.subject);
  const issuer = input.issuer?.subject.der ?? subject;
  const key = toPublicKeyInfo(input.publicKey);
  if (!profile.keyKinds.includes(key.kind)) {
    throw new PkiError('pki/bad-value', `${profile.name}: no key of kind ${key.kind}`, { field: 'publicKey' });
  }
  const algorithm = chooseAlgorithm(input.issuer?.publicKeyInfo ?? key, input.algorithm);
  return sequence(
    explicit(0, integer(2)),
    integer(normalSerial(input.serial)),
    writeSignatureAlgorithm(algorithm),
    issuer,
    sequence(time(input.notBefore), time(input.notAfter)),
    subject,
    key.der,
    explicit(3, sequence(...buildExtensions(profile, input, key.publicKey))),
  );
}

/** A certificate from its to-be-signed bytes and the raw signature by the algorithm named inside them. */
export function assembleCertificate(tbs: Uint8Array, signature: Uint8Array): Uint8Array {
  return assembleWithInner(tbs, signature, 2);
}

const encodedName = (name: NameInput | Name): Uint8Array => ('der' in name ? name.der : buildName(name));

function checkAgainst(profile: Profile, input: TbsCertificateInput): void {
  const refuse = (field: string, detail: string): never => {
    throw new PkiError('pki/bad-value', `${profile.name}: ${detail}`, { field });
  };
  if (profile.selfIssued !== (input.issuer === undefined))
    refuse('issuer', profile.selfIssued ? 'not allowed' : 'missing');
  if (input.notAfter <= input.notBefore) refuse('notAfter', 'not after notBefore');
  const present = (field: string, rule: Presence, value: unknown) => {
    if (rule === 'required' && value === undefined) refuse(field, 'missing');
    if (rule === 'absent' && value !== undefined) refuse(field, 'not allowed');
  };
  present('uscc', profile.uscc, input.uscc);
  present('personId', profile.personId, input.personId);
  present('subjectAltNames', profile.subjectAltName, input.subjectAltNames);
  present('policies', profile.policies, input.policies);
  present('nameConstraints', profile.nameConstraints, input.nameConstraints);
  present('urls.crl', profile.crlUrl, input.urls?.crl);
  present('urls.ocsp', profile.ocspUrl, input.urls?.ocsp);
}
