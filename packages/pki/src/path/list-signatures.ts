/**
 * Who signed which list (RFC 5280 §6.3.3 (f)): the issuer itself, or another key of the same name that says it signs lists
 * and leads to the same anchor. Every question is asked once in a validation, however many paths lead to it: lists come
 * from whoever wants to be believed, and are long.
 */
import { sameBytes } from '../bytes.ts';
import type { CertificateList } from '../crl/crl.ts';
import { isCrlSignedBy } from '../crl/crl.ts';
import type { Certificate } from '../x509/certificate.ts';
import { sameName } from '../x509/compare-names.ts';
import { PATH_LIMITS, PathSearch } from './build-path.ts';
import { judgePath } from './judge-path.ts';
import type { TrustAnchor } from './trust-anchor.ts';

const MAX_OTHERS = 4;
const LIMITS = { ...PATH_LIMITS, signatures: 16, paths: 4 };

export class ListSignatures {
  readonly #bag: readonly Certificate[];
  readonly #at: Date;
  readonly #signed = new Map<CertificateList, Map<Certificate, boolean>>();
  readonly #others = new Map<TrustAnchor, Map<Certificate, readonly Certificate[]>>();

  constructor(bag: readonly Certificate[], at: Date) {
    this.#bag = bag;
    this.#at = at;
  }

  /** `anchor`: of the path the issuer stands in; without one no other key is looked for. */
  isSignedFor(list: CertificateList, issuer: Certificate, anchor: TrustAnchor | undefined): boolean {
    if (this.#isSignedBy(list, issuer)) return true;
    return anchor !== undefined && this.#othersOf(issuer, anchor).some((other) => this.#isSignedBy(list, other));
  }

  #isSignedBy(list: CertificateList, signer: Certificate): boolean {
    return remembered(this.#signed, list, signer, () => isCrlSignedBy(list, signer));
  }

  /** Their own revocation is not asked, which would have no end. */
  #othersOf(issuer: Certificate, anchor: TrustAnchor): readonly Certificate[] {
    return remembered(this.#others, anchor, issuer, () =>
      this.#bag
        .filter(
          ({ keyUsage, subject, spki }) =>
            keyUsage?.includes('cRLSign') && sameName(subject, issuer.subject) && !sameBytes(spki, issuer.spki),
        )
        .slice(0, MAX_OTHERS)
        .filter((other) => this.#leadsTo(other, anchor)),
    );
  }

  #leadsTo(other: Certificate, anchor: TrustAnchor): boolean {
    const search = new PathSearch(this.#bag, [anchor], this.#at, LIMITS);
    let tried = 0;
    for (const { path } of search.paths(other)) {
      if (judgePath(path, anchor, this.#at, {}).reasons.length === 0) return true;
      if (++tried === LIMITS.paths) return false;
    }
    return false;
  }
}

function remembered<A, B, T>(answers: Map<A, Map<B, T>>, a: A, b: B, ask: () => T): T {
  let ofA = answers.get(a);
  if (!ofA) answers.set(a, (ofA = new Map()));
  const known = ofA.get(b);
  if (known !== undefined) return known;
  const answer = ask();
  ofA.set(b, answer);
  return answer;
}
