/**
 * What a time stamp proves (RFC 3161 §2.4.2, §2.3): that an authority for time stamps, trusted by the caller, signed
 * this message's digest with this time. The authority's certificate is judged at that time.
 */
import { judgePath } from '../cms/judge-path.ts';
import type { TrustCheck } from '../cms/judge-path.ts';
import { judgeSignature } from '../cms/judge-signature.ts';
import { digest } from '../cms/digest.ts';
import { sameBytes } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import { PkiError } from '../errors.ts';
import type { Reason } from '../path/reason.ts';
import type { PathVerdict } from '../path/verify-path.ts';
import type { Certificate } from '../x509/certificate.ts';
import { nonceHex } from './request.ts';
import type { TimestampToken } from './token.ts';
import { parseTimestampToken } from './token.ts';
import type { Accuracy, TstInfo } from './tst-info.ts';

export interface TimestampCheck extends TrustCheck {
  token: Uint8Array;
  /** What was stamped, or its digest by the token's own algorithm. */
  message?: Uint8Array;
  messageDigest?: Uint8Array;
  /** That of the request. */
  nonce?: Uint8Array;
  /** The only policy accepted. */
  policy?: string;
  /** The authority's certificate, for tokens that do not enclose it. */
  certificate?: Certificate;
}

export interface TimestampVerdict {
  ok: boolean;
  reasons: readonly Reason[];
  /** To be believed when `ok`. */
  genTime: Date | undefined;
  accuracy: Accuracy | undefined;
  serial: string | undefined;
  policy: string | undefined;
  authority: Certificate | undefined;
  path: PathVerdict | undefined;
}

/** Never throws on a bad token: what cannot be parsed is `pki/not-a-timestamp`. */
export function verifyTimestamp(check: TimestampCheck): TimestampVerdict {
  const token = tryParse(check.token);
  if (!token) return NOTHING;
  const { tstInfo, signedData } = token;
  const reasons = new Set<Reason>();
  if (!isOfMessage(tstInfo, check)) reasons.add('pki/timestamp-other-message');
  if (check.nonce && nonceHex(check.nonce) !== tstInfo.nonce) reasons.add('pki/timestamp-nonce-mismatch');
  if (check.policy !== undefined && check.policy !== tstInfo.policy) reasons.add('pki/timestamp-policy-mismatch');

  const hints = [...(check.certificate ? [check.certificate] : []), ...signedData.certificates];
  const content = { contentType: signedData.contentType, content: tstInfo.der };
  const [info] = signedData.signers;
  const { signer: authority, reasons: faults } = info ? judgeSignature(info, content, hints) : NO_SIGNER;
  for (const each of faults) reasons.add(each);
  // RFC 5816 §2.2.1: without it another certificate over the same key could take the token over.
  if (!info?.attributes?.certificateDigest) reasons.add('pki/signer-certificate-mismatch');
  if (authority && !isTimestampAuthority(authority)) reasons.add('pki/timestamp-authority-wrong');
  const path = authority && judgePath(check, signedData, authority, tstInfo.genTime);
  for (const each of path?.reasons ?? []) reasons.add(each);
  const { genTime, accuracy, serial, policy } = tstInfo;
  return { ok: reasons.size === 0, reasons: [...reasons], genTime, accuracy, serial, policy, authority, path };
}

const NO_SIGNER = { signer: undefined, reasons: ['pki/signer-missing'] as const };

const NOTHING: TimestampVerdict = {
  ok: false,
  reasons: ['pki/not-a-timestamp'],
  genTime: undefined,
  accuracy: undefined,
  serial: undefined,
  policy: undefined,
  authority: undefined,
  path: undefined,
};

function tryParse(token: Uint8Array): TimestampToken | undefined {
  try {
    return parseTimestampToken(token);
  } catch (error) {
    if (error instanceof PkiError) return undefined;
    throw error;
  }
}

function isOfMessage({ imprint }: TstInfo, { message, messageDigest }: TimestampCheck): boolean {
  if (!imprint.digestAlgorithm) return false;
  const expected = message ? digest(imprint.digestAlgorithm, message) : messageDigest;
  return expected !== undefined && sameBytes(imprint.digest, expected);
}

/** §2.3: extended key usage is critical and says time stamping and nothing else. */
function isTimestampAuthority({ extensions, extendedKeyUsage }: Certificate): boolean {
  const critical = extensions.find((each) => each.oid === OID.extendedKeyUsage)?.critical ?? false;
  return critical && extendedKeyUsage?.length === 1 && extendedKeyUsage[0] === OID.timeStamping;
}
