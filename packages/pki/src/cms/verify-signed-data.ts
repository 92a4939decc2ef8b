/**
 * Verifying SignedData: each signer's digest is the content's, the signature is the certificate's, and the certificate
 * leads to a trusted root. Without a time stamp the signing time is the signer's own claim; a holder of a revoked key
 * can claim an earlier one, so pass `at` where the moment is known otherwise, or `timestampTrust`.
 *
 * The list of signers is signed by nobody: who strips one leaves a message that verifies. Who must have signed is the
 * caller's to say, by `signers`.
 */
import { sameBytes } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import { PkiError } from '../errors.ts';
import type { Reason } from '../path/reason.ts';
import type { PathVerdict } from '../path/verify-path.ts';
import type { TimestampVerdict } from '../tsp/verify-timestamp.ts';
import { verifyTimestamp } from '../tsp/verify-timestamp.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { DigestName } from './digest-name.ts';
import type { TrustCheck } from './judge-path.ts';
import { judgePath } from './judge-path.ts';
import type { SignedContent } from './judge-signature.ts';
import { judgeSignature } from './judge-signature.ts';
import type { SignedData, SignedDataOptions } from './signed-data.ts';
import { parseSignedData } from './signed-data.ts';
import type { SignerBag } from './signer-bag.ts';
import type { SignerInfo } from './signer-info.ts';
import { unsignedValues } from './signer-info.ts';

export interface SignersCheck extends TrustCheck {
  /** The moment to judge certificates at; else that of a valid time stamp, else the claimed signing time. */
  at?: Date;
  /** Each of these certificates must be among the signers. */
  signers?: readonly Certificate[];
  /** What time stamping authorities lead to. Without it time stamps of signatures are not looked at. */
  timestampTrust?: TrustCheck;
  /** Refuse a signer without a valid time stamp. */
  requireTimestamp?: boolean;
}

export interface SignedDataCheck extends SignersCheck {
  cms: Uint8Array;
  /** Of a detached message: what is signed. */
  content?: Uint8Array;
  /**
   * Of a detached message, instead of `content`: its SM3 digest, or a function for whichever digest a signer used.
   * Signers without signed attributes then cannot be verified.
   */
  contentDigest?: Uint8Array | ((name: DigestName) => Uint8Array | undefined);
  options?: SignedDataOptions;
}

export interface SignerVerdict {
  ok: boolean;
  reasons: readonly Reason[];
  digestMatches: boolean;
  signatureValid: boolean;
  pathOk: boolean;
  signer: Certificate | undefined;
  /** The signer's claim. */
  signingTime: Date | undefined;
  path: PathVerdict | undefined;
  timestamps: readonly TimestampVerdict[];
}

export interface SignedDataVerdict {
  /** Everybody's signature holds, and everybody is there who had to be. */
  ok: boolean;
  /** Of the message and of all signers together. */
  reasons: readonly Reason[];
  /** What is inside the message; of no worth unless `ok`. */
  content: Uint8Array | undefined;
  signers: readonly SignerVerdict[];
}

/** Never throws on a bad message: what cannot be parsed is `pki/not-signed-data`. */
export function verifySignedData(check: SignedDataCheck): SignedDataVerdict {
  const data = tryParse(check);
  if (!data) return { ok: false, reasons: ['pki/not-signed-data'], content: undefined, signers: [] };
  const handedIn = handedInContent(check);
  const content = handedIn ?? data.content;
  // Two contents, of which a reader may show either one.
  const own: Reason[] = handedIn && data.content ? ['pki/content-not-detached'] : [];
  if (!content) return { ok: false, reasons: ['pki/content-missing'], content: undefined, signers: [] };
  const { reasons, signers } = verifySigners(check, data, { contentType: data.contentType, content });
  const all = [...new Set([...own, ...reasons])];
  return { ok: all.length === 0, reasons: all, content: data.content, signers };
}

function tryParse({ cms, options }: SignedDataCheck): SignedData | undefined {
  try {
    return parseSignedData(cms, options);
  } catch (error) {
    if (error instanceof PkiError) return undefined;
    throw error;
  }
}

function handedInContent({ content, contentDigest }: SignedDataCheck): SignedContent['content'] | undefined {
  if (content || !contentDigest) return content;
  if (typeof contentDigest === 'function') return contentDigest;
  return (name) => (name === 'sm3' ? contentDigest : undefined);
}

/** Every signer of a bag over one content; what SignedData and SignedAndEnvelopedData share. */
export function verifySigners(
  check: SignersCheck,
  bag: SignerBag,
  signed: SignedContent,
): { reasons: readonly Reason[]; signers: readonly SignerVerdict[] } {
  const signers = bag.signers.map((info) => verifySigner(check, bag, info, signed));
  const reasons = new Set(signers.flatMap((each) => each.reasons));
  const present = (wanted: Certificate) => signers.some(({ signer }) => signer && sameBytes(signer.der, wanted.der));
  if (signers.length === 0 || !(check.signers ?? []).every(present)) reasons.add('pki/signer-missing');
  return { reasons: [...reasons], signers };
}

function verifySigner(check: SignersCheck, bag: SignerBag, info: SignerInfo, signed: SignedContent): SignerVerdict {
  const hints = [...(check.signers ?? []), ...bag.certificates, ...(check.intermediates ?? [])];
  const verdict = judgeSignature(info, signed, hints);
  const { signer, digestMatches, signatureValid } = verdict;
  const reasons = new Set(verdict.reasons);
  const timestamps = judgeTimestamps(check, info);
  const proven = timestamps.find((each) => each.ok)?.genTime;
  if (check.requireTimestamp && !proven) reasons.add('pki/timestamp-missing');
  const signingTime = info.attributes?.signingTime;
  const at = check.at ?? proven ?? signingTime;
  if (signer && !at) reasons.add('pki/signed-attributes-missing');
  const path = signer && at ? judgePath(check, bag, signer, at) : undefined;
  for (const each of path?.reasons ?? []) reasons.add(each);
  return {
    ok: reasons.size === 0,
    reasons: [...reasons],
    digestMatches,
    signatureValid,
    pathOk: path?.ok ?? false,
    signer,
    signingTime,
    path,
    timestamps,
  };
}

/** One is what everybody encloses; each could bring a search for a path of its own. */
const MAX_TIMESTAMPS = 4;

/** A wrong one is no reason against the signature: it is an unsigned attribute, and anybody can add one. */
function judgeTimestamps({ timestampTrust }: SignersCheck, info: SignerInfo): TimestampVerdict[] {
  if (!timestampTrust) return [];
  return unsignedValues(info, OID.signatureTimestamp)
    .slice(0, MAX_TIMESTAMPS)
    .map((token) => verifyTimestamp({ ...timestampTrust, token, message: info.signature }));
}
