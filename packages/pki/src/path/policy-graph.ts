/**
 * The policies a path is valid for (RFC 5280 §6.1.3 (d), §6.1.4 (b), §6.1.5 (g)), kept as the graph of RFC 9618: one
 * node for each policy and depth. The tree of RFC 5280 holds one for each way to a policy, and a few certificates
 * full of mappings make it grow beyond any memory.
 *
 * Qualifiers are left out: they decide nothing.
 */
import { OID } from '../der/oids.ts';
import type { PolicyInformation, PolicyMapping } from '../x509/policies.ts';

interface Node {
  policy: string;
  /** Of the depth above. The root has none. */
  parents: readonly Node[];
  expected: ReadonlySet<string>;
}

const ANY = OID.anyPolicy;
const node = (policy: string, parents: readonly Node[], expected: ReadonlySet<string> = new Set([policy])): Node => ({
  policy,
  parents,
  expected,
});

export class PolicyGraph {
  /** The deepest level; what has no descendant here is unreachable, and so pruned. */
  #level: Map<string, Node> = new Map([[ANY, node(ANY, [])]]);

  /** NULL in the words of RFC 5280: no policy holds for the path so far. */
  get isEmpty(): boolean {
    return this.#level.size === 0;
  }

  /** §6.1.3 (d), (e): one certificate further down. `anyAllowed`: its anyPolicy counts. */
  descend(policies: readonly PolicyInformation[] | undefined, anyAllowed: boolean): void {
    const expecting = new Map<string, Node[]>();
    for (const parent of this.#level.values()) {
      for (const policy of parent.expected) {
        const known = expecting.get(policy);
        if (known) known.push(parent);
        else expecting.set(policy, [parent]);
      }
    }
    const any = this.#level.get(ANY);
    const next = new Map<string, Node>();
    for (const { oid } of policies ?? []) {
      if (oid === ANY) continue;
      const parents = expecting.get(oid) ?? (any && [any]);
      if (parents) next.set(oid, node(oid, parents));
    }
    if (anyAllowed && policies?.some(({ oid }) => oid === ANY)) {
      for (const [policy, parents] of expecting) if (!next.has(policy)) next.set(policy, node(policy, parents));
    }
    this.#level = next;
  }

  /** §6.1.4 (b): the certificate just added maps policies of its issuer to others below, or may not (`allowed`). */
  map(mappings: readonly PolicyMapping[], allowed: boolean): void {
    const targets = new Map<string, Set<string>>();
    for (const { issuerPolicy, subjectPolicy } of mappings) {
      const known = targets.get(issuerPolicy);
      if (known) known.add(subjectPolicy);
      else targets.set(issuerPolicy, new Set([subjectPolicy]));
    }
    const any = this.#level.get(ANY);
    for (const [policy, expected] of targets) {
      const found = this.#level.get(policy);
      if (!allowed) this.#level.delete(policy);
      else if (found) this.#level.set(policy, node(policy, found.parents, expected));
      else if (any) this.#level.set(policy, node(policy, any.parents, expected));
    }
  }

  /**
   * §6.1.5 (g): the policies, in the words of the trust anchor, under which the path is valid and which `user` accepts
   * (undefined: all). anyPolicy among them stands for every policy.
   */
  acceptable(user: ReadonlySet<string> | undefined): string[] {
    const found = new Set<string>();
    const seen = new Set<Node>();
    const climb = (from: Node): void => {
      if (seen.has(from)) return;
      seen.add(from);
      if (from.policy === ANY) {
        for (const policy of user ?? [ANY]) found.add(policy);
      } else if (from.parents.some(({ policy }) => policy === ANY)) {
        // The first policy below anyPolicy is the one the anchor's domain knows.
        if (!user || user.has(from.policy)) found.add(from.policy);
      } else from.parents.forEach(climb);
    };
    this.#level.forEach(climb);
    return [...found].toSorted();
  }
}
