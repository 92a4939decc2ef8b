/** The chain of one signer's certificate, with the revocation evidence that was handed in and that came along. */
import type { CertificateList } from '../crl/crl.ts';
import { parseCrl } from '../crl/crl.ts';
import { PkiError } from '../errors.ts';
import type { OcspResponse } from '../ocsp/response.ts';
import { parseBasicOcspResponse } from '../ocsp/response.ts';
import type { PathVerdict } from '../path/verify-path.ts';
import { verifyPath } from '../path/verify-path.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { KeyUsage } from '../x509/key-usage.ts';
import type { SignerBag } from './signer-bag.ts';

export interface TrustCheck {
  roots: readonly Certificate[];
  /** Besides those inside the message. */
  intermediates?: readonly Certificate[];
  /** What the signer enclosed counts besides. With neither, revocation is not checked. */
  crls?: readonly CertificateList[];
  ocsps?: readonly OcspResponse[];
}

export function judgePath(check: TrustCheck, bag: SignerBag, certificate: Certificate, at: Date): PathVerdict {
  const enclosed = enclosedIn(bag);
  const crls = [...(check.crls ?? []), ...enclosed.crls];
  const ocsps = [...(check.ocsps ?? []), ...enclosed.ocsps];
  const given = check.crls !== undefined || check.ocsps !== undefined || crls.length + ocsps.length > 0;
  return verifyPath({
    certificate,
    intermediates: [...bag.certificates, ...(check.intermediates ?? [])],
    roots: check.roots,
    at,
    usage: signingUsage(certificate),
    ...(given ? { crls, ocsps } : {}),
  });
}

/** Read once, however many signers lean on it: a list may have megabytes. */
function enclosedIn(bag: SignerBag): Enclosed {
  const known = read.get(bag) ?? {
    crls: readable(bag.crls, parseCrl),
    ocsps: readable(bag.ocsps, parseBasicOcspResponse),
  };
  read.set(bag, known);
  return known;
}

interface Enclosed {
  crls: readonly CertificateList[];
  ocsps: readonly OcspResponse[];
}

const read = new WeakMap<SignerBag, Enclosed>();

/** Either use is one of signing (RFC 5280 §4.2.1.3); a certificate for signatures of will alone has only the second. */
function signingUsage({ keyUsage }: Certificate): KeyUsage {
  const willOnly = keyUsage?.includes('nonRepudiation') && !keyUsage.includes('digitalSignature');
  return willOnly ? 'nonRepudiation' : 'digitalSignature';
}

/** Enclosed evidence that does not parse proves nothing, and is no reason to refuse other evidence. */
function readable<T>(encodings: readonly Uint8Array[], parse: (der: Uint8Array) => T): T[] {
  return encodings.flatMap((each) => {
    try {
      return [parse(each)];
    } catch (error) {
      if (error instanceof PkiError) return [];
      throw error;
    }
  });
}
