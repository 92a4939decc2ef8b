/**
 * One signer's signature: whose it is, and whether it is over this content. The chain of the certificate is another
 * question (judge-path.ts).
 */
import { sha1 } from '@noble/hashes/legacy.js';
import type { SignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { readSignatureValue } from '../algorithms/signature-value.ts';
import { algorithmFits, verifySignature } from '../algorithms/verify-signature.ts';
import { sameBytes } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import type { Reason } from '../path/reason.ts';
import type { Certificate } from '../x509/certificate.ts';
import { isIdentifiedBy } from './certificate-identifier.ts';
import { isData } from './content-info.ts';
import { digest } from './digest.ts';
import type { DigestName } from './digest-name.ts';
import { digestNameOf } from './digest-name.ts';
import { parseSignedAttributes } from './signed-attributes.ts';
import type { SignerInfo } from './signer-info.ts';
import { schemeOf } from './signer-scheme.ts';

export interface SignedContent {
  contentType: string;
  /** The content, or its digest by whatever digest a signer used; undefined where that digest is not known. */
  content: Uint8Array | ((name: DigestName) => Uint8Array | undefined);
}

export interface SignatureVerdict {
  reasons: readonly Reason[];
  digestMatches: boolean;
  signatureValid: boolean;
  signer: Certificate | undefined;
}

/** A message that names one certificate many times is not worth as many verifications. */
const MAX_CANDIDATES = 4;

/** `certificates` are hints; the signer's is looked for among them. Never throws on bad evidence. */
export function judgeSignature(
  info: SignerInfo,
  signed: SignedContent,
  certificates: readonly Certificate[],
): SignatureVerdict {
  const named = certificates.filter((each) => isIdentifiedBy(each, info.identifier)).slice(0, MAX_CANDIDATES);
  const reasons = new Set<Reason>(named.length > 0 ? [] : ['pki/signer-certificate-missing']);
  const message = info.attributes ? info.attributes.der : bareContent(signed);
  if (!message) reasons.add('pki/signed-attributes-missing');
  const sameDigest = contentMatches(info, signed, reasons);
  const found = message ? findSigner(info, message, named) : { signer: named[0], reason: undefined };
  if (found.reason) reasons.add(found.reason);
  const signatureValid = message !== undefined && found.signer !== undefined && found.reason === undefined;
  // Without attributes the signature is over the content, and one thing cannot match without the other.
  const digestMatches = info.attributes ? sameDigest : signatureValid;
  return { reasons: [...reasons], digestMatches, signatureValid, signer: found.signer };
}

function contentMatches(
  { attributes, digestAlgorithm }: SignerInfo,
  signed: SignedContent,
  reasons: Set<Reason>,
): boolean {
  if (!attributes) return false;
  // §11.1: else attributes over one type of content would vouch for the same octets as another.
  if (attributes.contentType !== signed.contentType) reasons.add('pki/content-type-mismatch');
  const name = digestNameOf(digestAlgorithm);
  if (!name) {
    reasons.add('pki/unsupported-algorithm');
    return false;
  }
  const { content } = signed;
  const actual = content instanceof Uint8Array ? digest(name, content) : content(name);
  const matches = actual !== undefined && sameBytes(attributes.contentDigest, actual);
  if (!matches) reasons.add('pki/digest-mismatch');
  return matches;
}

/**
 * What a signer without signed attributes signed. Refused: content of another type than data (RFC 5652 §5.3), and
 * content that reads as signed attributes. Without that, the attributes of a message could be shown as the content of
 * another one, under the same signature.
 */
function bareContent({ content, contentType }: SignedContent): Uint8Array | undefined {
  if (!(content instanceof Uint8Array) || !isData(contentType) || readsAsAttributes(content)) return undefined;
  return content;
}

function readsAsAttributes(content: Uint8Array): boolean {
  if (content[0] !== 0x31) return false;
  try {
    parseSignedAttributes(content);
    return true;
  } catch (error) {
    if (error instanceof PkiError) return false;
    throw error;
  }
}

interface Found {
  signer: Certificate | undefined;
  reason: Reason | undefined;
}

/** Several certificates can carry one name: the one whose key verifies is the signer's, the first stands for failure. */
function findSigner(info: SignerInfo, message: Uint8Array, named: readonly Certificate[]): Found {
  const algorithm = schemeOf(info);
  let failure: Found = { signer: named[0], reason: undefined };
  for (const each of named) {
    const reason = judgeCandidate(info, algorithm, message, each);
    if (!reason) return { signer: each, reason };
    if (!failure.reason || reason === 'pki/signer-certificate-mismatch') failure = { signer: each, reason };
  }
  return failure;
}

function judgeCandidate(
  { attributes, signature }: SignerInfo,
  algorithm: SignatureAlgorithm,
  message: Uint8Array,
  candidate: Certificate,
): Reason | undefined {
  if (algorithm.weak) return 'pki/weak-algorithm';
  if (!algorithm.name || !algorithmFits(algorithm, candidate.publicKeyInfo)) return 'pki/unsupported-algorithm';
  if (!verifies(algorithm, candidate, message, signature)) return 'pki/signature-wrong';
  // Bound to one certificate: a second certificate over the same key must not take the signature over (RFC 5035 §1.2).
  const bound = attributes?.certificateDigest;
  const name = attributes?.certificateDigestAlgorithm;
  const own = name && (name === 'sha1' ? sha1(candidate.der) : digest(name, candidate.der));
  return bound && own && !sameBytes(bound, own) ? 'pki/signer-certificate-mismatch' : undefined;
}

function verifies(
  algorithm: SignatureAlgorithm,
  { publicKeyInfo }: Certificate,
  message: Uint8Array,
  octets: Uint8Array,
) {
  try {
    const signature = readSignatureValue(algorithm, octets, 0);
    return verifySignature({ algorithm, publicKey: publicKeyInfo, message, signature });
  } catch (error) {
    if (error instanceof PkiError) return false;
    throw error;
  }
}
