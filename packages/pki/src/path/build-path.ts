/**
 * Finding paths from a certificate to a trust anchor through an unordered bag (RFC 4158): depth first, the likeliest
 * issuer first, every step by name and by signature. Cross-certificates make several paths, loops make none: no name
 * comes twice with the same key (RFC 4158 §2.4.2).
 *
 * The bag comes from whoever wants to be believed: depth, candidates and signatures are counted (as in the advisories on
 * chains that kept verifiers busy for minutes).
 */
import { algorithmFits } from '../algorithms/verify-signature.ts';
import { sameBytes } from '../bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import { isSignedBy } from '../x509/certificate.ts';
import { nameKey, sameName } from '../x509/compare-names.ts';
import type { Reason } from './reason.ts';
import type { TrustAnchor } from './trust-anchor.ts';

export interface PathLimits {
  /** Certificates in a path, both ends included. */
  length: number;
  /** Signatures checked in one search. */
  signatures: number;
  /** Issuers tried for one certificate. */
  candidates: number;
  /** Complete paths judged in one search. */
  paths: number;
}

export const PATH_LIMITS: PathLimits = { length: 8, signatures: 64, candidates: 16, paths: 16 };

export interface FoundPath {
  /** From the certificate to the anchor's, both included. */
  path: readonly Certificate[];
  anchor: TrustAnchor;
}

/** Where a search ended that found no path: the longest way it came. */
export interface DeadEnd {
  path: readonly Certificate[];
  reason: Reason;
}

export class PathSearch {
  readonly #anchors: readonly TrustAnchor[];
  readonly #bySubject = new Map<string, Certificate[]>();
  readonly #at: Date;
  readonly #limits: PathLimits;
  #signaturesLeft: number;
  #deadEnd: DeadEnd | undefined;
  /** Something was not tried because of a limit. */
  exhausted = false;

  constructor(bag: readonly Certificate[], anchors: readonly TrustAnchor[], at: Date, limits: PathLimits) {
    this.#anchors = anchors;
    this.#at = at;
    this.#limits = limits;
    this.#signaturesLeft = limits.signatures;
    for (const certificate of [...anchors.map((anchor) => anchor.certificate), ...bag]) {
      const key = nameKey(certificate.subject);
      const known = this.#bySubject.get(key);
      if (known) known.push(certificate);
      else this.#bySubject.set(key, [certificate]);
    }
  }

  get deadEnd(): DeadEnd | undefined {
    return this.#deadEnd;
  }

  /** Every path in turn, as long as the limits last. */
  *paths(certificate: Certificate): Generator<FoundPath> {
    yield* this.#climb([certificate]);
  }

  *#climb(path: readonly Certificate[]): Generator<FoundPath> {
    const current = path[path.length - 1] as Certificate;
    const anchor = this.#anchorOf(current);
    if (anchor) {
      yield { path, anchor };
      return;
    }
    const { name, weak } = current.signatureAlgorithm;
    if (!name) return this.#end(path, weak ? 'pki/weak-algorithm' : 'pki/unsupported-algorithm');
    if (path.length === this.#limits.length) return this.#end(path, 'pki/path-too-long');
    const candidates = this.#issuersOf(current, path);
    if (candidates.length === 0) return this.#end(path, 'pki/chain-incomplete');
    let signed = false;
    for (const issuer of candidates) {
      if (!algorithmFits(current.signatureAlgorithm, issuer.publicKeyInfo)) continue;
      if (this.#signaturesLeft === 0) {
        this.exhausted = true;
        return this.#end(path, 'pki/path-too-complex');
      }
      this.#signaturesLeft--;
      if (!isSignedBy(current, issuer)) continue;
      signed = true;
      yield* this.#climb([...path, issuer]);
    }
    if (!signed) this.#end(path, 'pki/certificate-signature-wrong');
  }

  #anchorOf(certificate: Certificate): TrustAnchor | undefined {
    return this.#anchors.find((anchor) => sameBytes(anchor.certificate.der, certificate.der));
  }

  #issuersOf(current: Certificate, path: readonly Certificate[]): Certificate[] {
    const distinct: Certificate[] = [];
    const ordered = (this.#bySubject.get(nameKey(current.issuer)) ?? [])
      .map((certificate) => ({ certificate, rank: this.#rank(certificate, current) }))
      .toSorted((a, b) => a.rank - b.rank);
    for (const { certificate } of ordered) {
      if (path.some((known) => isSameHolder(known, certificate))) continue;
      if (distinct.some((known) => sameBytes(known.der, certificate.der))) continue;
      if (distinct.length === this.#limits.candidates) {
        this.exhausted = true;
        break;
      }
      distinct.push(certificate);
    }
    return distinct;
  }

  /** Smaller is tried earlier: the key named by the certificate, anchors, CAs, those valid at the time (RFC 4158 §3.5). */
  #rank(issuer: Certificate, { authorityKeyId }: Certificate): number {
    const named = issuer.subjectKeyId && authorityKeyId && sameBytes(issuer.subjectKeyId, authorityKeyId);
    const otherKey = issuer.subjectKeyId && authorityKeyId && !named;
    return (
      (named ? 0 : otherKey ? 32 : 16) +
      (this.#anchorOf(issuer) ? 0 : 8) +
      (issuer.basicConstraints?.ca ? 0 : 4) +
      (issuer.notBefore <= this.#at && this.#at <= issuer.notAfter ? 0 : 2) +
      (sameName(issuer.issuer, issuer.subject) ? 1 : 0)
    );
  }

  #end(path: readonly Certificate[], reason: Reason): void {
    if (!this.#deadEnd || path.length > this.#deadEnd.path.length) this.#deadEnd = { path, reason };
  }
}

const isSameHolder = (a: Certificate, b: Certificate): boolean =>
  sameBytes(a.spki, b.spki) && sameName(a.subject, b.subject);
