/**
 * RFC 5280 §6.1 over one path whose names and signatures are known to hold: validity, name constraints, policies, basic
 * constraints and path length, key usage, critical extensions. Every certificate is judged and every reason kept, so
 * that an answer names all that is wrong. §6.1.3 (a) (3), revocation, is in revocation.ts.
 */
import type { Certificate } from '../x509/certificate.ts';
import { UNDERSTOOD } from '../x509/extensions.ts';
import type { KeyUsage } from '../x509/key-usage.ts';
import { sameName } from '../x509/compare-names.ts';
import { OID } from '../der/oids.ts';
import { NameRules } from './name-constraints.ts';
import { PolicyGraph } from './policy-graph.ts';
import type { Reason } from './reason.ts';
import type { TrustAnchor } from './trust-anchor.ts';

/** The inputs of §6.1.1 besides path, anchor and time, and what the certificate is to be used for. */
export interface PathRules {
  /** Bit of keyUsage the certificate must have, when it says any; not checked when left out. */
  usage?: KeyUsage;
  /** Extended key usage, by OID: every certificate of the path below the anchor that says any must allow it. */
  purpose?: string;
  /** user-initial-policy-set; every policy when left out. */
  policies?: readonly string[];
  /** initial-explicit-policy. */
  requireExplicitPolicy?: boolean;
  /** initial-policy-mapping-inhibit. */
  inhibitPolicyMapping?: boolean;
  /** initial-any-policy-inhibit. */
  inhibitAnyPolicy?: boolean;
}

export interface Judgement {
  reasons: readonly Reason[];
  /** Policies, in the words of the anchor, under which the path is valid (user-constrained-policy-set). */
  policies: readonly string[];
}

/** `path` runs from the certificate to the anchor's own certificate, both included. */
export function judgePath(path: readonly Certificate[], anchor: TrustAnchor, at: Date, rules: PathRules): Judgement {
  const reasons = new Set<Reason>();
  const last = path.length - 1;
  const state = new State(last, anchor, rules);
  for (let depth = last; depth >= 0; depth--) {
    const certificate = path[depth] as Certificate;
    judgeAlone(certificate, at, reasons);
    if (depth < last) state.enter(certificate, depth === 0, reasons);
    if (depth > 0) state.prepare(certificate, depth === last, reasons);
  }
  judgeUse(path, rules, reasons);
  const policies = last === 0 ? [] : state.finish(path[0] as Certificate, reasons);
  return { reasons: [...reasons], policies };
}

function judgeAlone(certificate: Certificate, at: Date, reasons: Set<Reason>): void {
  if (at < certificate.notBefore) reasons.add('pki/not-yet-valid');
  if (at > certificate.notAfter) reasons.add('pki/expired');
  const unknown = certificate.extensions.some(({ critical, oid }) => critical && !UNDERSTOOD.includes(oid));
  if (unknown) reasons.add('pki/unknown-critical-extension');
}

/** RFC 5280 says nothing of extended key usage in CAs; that it limits what they certify is what everybody applies. */
function judgeUse(path: readonly Certificate[], { usage, purpose }: PathRules, reasons: Set<Reason>): void {
  const own = path[0]?.keyUsage;
  if (usage && own && !own.includes(usage)) reasons.add('pki/key-usage-wrong');
  if (purpose === undefined) return;
  const allows = ({ extendedKeyUsage: found }: Certificate) =>
    !found || found.includes(purpose) || found.includes(OID.anyExtendedKeyUsage);
  if (!path.slice(0, Math.max(1, path.length - 1)).every(allows)) reasons.add('pki/extended-key-usage-wrong');
}

/** The state variables of §6.1.2. */
class State {
  readonly #policies = new PolicyGraph();
  readonly #names = new NameRules();
  readonly #userPolicies: ReadonlySet<string> | undefined;
  #explicitPolicy: number;
  #policyMapping: number;
  #anyPolicy: number;
  #pathLength: number;

  constructor(length: number, { constraints }: TrustAnchor, rules: PathRules) {
    const after = (inhibited: boolean | undefined) => (inhibited ? 0 : length + 1);
    this.#explicitPolicy = after(rules.requireExplicitPolicy || constraints.requireExplicitPolicy);
    this.#policyMapping = after(rules.inhibitPolicyMapping || constraints.inhibitPolicyMapping);
    this.#anyPolicy = after(rules.inhibitAnyPolicy || constraints.inhibitAnyPolicy);
    this.#pathLength = constraints.pathLength ?? length;
    this.#userPolicies = intersection(rules.policies, constraints.policies);
    if (constraints.names) this.#names.add(constraints.names);
  }

  /** §6.1.3 (b)–(f). */
  enter(certificate: Certificate, isFinal: boolean, reasons: Set<Reason>): void {
    const selfIssued = isSelfIssued(certificate);
    if (!selfIssued || isFinal) {
      const reason = this.#names.judge(certificate);
      if (reason) reasons.add(reason);
    }
    this.#policies.descend(certificate.policies, this.#anyPolicy > 0 || (!isFinal && selfIssued));
    if (this.#explicitPolicy === 0 && this.#policies.isEmpty) reasons.add('pki/policy-missing');
  }

  /** §6.1.4. Of the anchor only what trust-anchor.ts says: it stands outside the path. */
  prepare(certificate: Certificate, isAnchor: boolean, reasons: Set<Reason>): void {
    if (!certificate.basicConstraints?.ca) reasons.add('pki/issuer-not-a-ca');
    if (certificate.keyUsage && !certificate.keyUsage.includes('keyCertSign')) reasons.add('pki/key-usage-wrong');
    if (!isAnchor) {
      this.#mapPolicies(certificate, reasons);
      if (!isSelfIssued(certificate)) this.#countDown(reasons);
      this.#tighten(certificate);
    }
    if (certificate.nameConstraints) this.#names.add(certificate.nameConstraints);
    const allowed = certificate.basicConstraints?.pathLength;
    if (allowed !== undefined) this.#pathLength = Math.min(this.#pathLength, allowed);
  }

  #mapPolicies({ policyMappings: mappings }: Certificate, reasons: Set<Reason>): void {
    const any = mappings.some((each) => [each.issuerPolicy, each.subjectPolicy].includes(OID.anyPolicy));
    if (any) reasons.add('pki/policy-mapping-wrong');
    if (mappings.length > 0) this.#policies.map(mappings, this.#policyMapping > 0);
  }

  #countDown(reasons: Set<Reason>): void {
    if (this.#explicitPolicy > 0) this.#explicitPolicy--;
    if (this.#policyMapping > 0) this.#policyMapping--;
    if (this.#anyPolicy > 0) this.#anyPolicy--;
    if (this.#pathLength > 0) this.#pathLength--;
    else reasons.add('pki/path-too-long');
  }

  #tighten({ policyConstraints, inhibitAnyPolicy }: Certificate): void {
    const smaller = (now: number, found: number | undefined) => Math.min(now, found ?? now);
    this.#explicitPolicy = smaller(this.#explicitPolicy, policyConstraints?.requireExplicitPolicy);
    this.#policyMapping = smaller(this.#policyMapping, policyConstraints?.inhibitPolicyMapping);
    this.#anyPolicy = smaller(this.#anyPolicy, inhibitAnyPolicy);
  }

  /** §6.1.5 (a), (b), (g). */
  finish(certificate: Certificate, reasons: Set<Reason>): string[] {
    if (this.#explicitPolicy > 0) this.#explicitPolicy--;
    if (certificate.policyConstraints?.requireExplicitPolicy === 0) this.#explicitPolicy = 0;
    const policies = this.#policies.acceptable(this.#userPolicies);
    if (this.#explicitPolicy === 0 && policies.length === 0) reasons.add('pki/policy-missing');
    return policies;
  }
}

const isSelfIssued = ({ issuer, subject }: Certificate): boolean => sameName(issuer, subject);

function intersection(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
): ReadonlySet<string> | undefined {
  const limited = [a, b].filter((each) => each !== undefined && !each.includes(OID.anyPolicy)) as (readonly string[])[];
  const [first, ...rest] = limited;
  return first && new Set(first.filter((policy) => rest.every((each) => each.includes(policy))));
}
