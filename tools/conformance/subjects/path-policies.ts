/** Chains with policies (RFC 5280 §6.1.3 d–f, §6.1.4 a–j, §6.1.5 a–g). */
import type { Link } from '../chain.ts';
import type { Row } from './path-row.ts';

const A = '1.2.156.112600.1.1';
const B = '1.2.156.112600.1.2';
const ANY = '2.5.29.32.0';
const leaf = (...policies: string[]): Link => ({ key: 'leaf', ...(policies.length > 0 ? { policies } : {}) });
const ca = (policies: readonly string[], more: Partial<Link> = {}): Link => ({ key: 'ca', policies, ...more });
const ca2 = (policies: readonly string[], more: Partial<Link> = {}): Link => ({ key: 'ca2', policies, ...more });
const root: Link = { key: 'root' };

type More = Omit<Partial<Row>, 'name' | 'links' | 'expected'>;
const good = (name: string, links: readonly Link[], more: More = {}): Row => ({
  name: `policies: ${name}`,
  links: [...links, root],
  expected: 'accept',
  ...more,
});
const bad = (name: string, links: readonly Link[], more: More = {}): Row => ({
  ...good(name, links, more),
  expected: 'reject',
});
const CONSTRAINTS = { except: { gnutls: 'refuses critical policy constraints' } };
const explicit = { explicitPolicy: true };

export const POLICY_CHAINS: readonly Row[] = [
  good('the same in both, explicit', [leaf(A), ca([A])], explicit),
  good(
    'none, not explicit',
    [leaf(), ca([])].map(({ policies: _none, ...each }) => each),
  ),
  bad('none in the certificate, explicit', [leaf(), ca([A])], explicit),
  bad('another one in the certificate, explicit', [leaf(B), ca([A])], explicit),
  good('another one in the certificate, not explicit', [leaf(B), ca([A])]),
  good('wanted and there, explicit', [leaf(A), ca([A])], { ...explicit, policies: [A] }),
  bad('wanted and not there, explicit', [leaf(A), ca([A])], { ...explicit, policies: [B] }),
  good('two, one of them wanted', [leaf(A, B), ca([A, B])], { ...explicit, policies: [B] }),
  good('any in the authority', [leaf(A), ca([ANY])], { ...explicit, policies: [A] }),
  good('any in the certificate', [leaf(ANY), ca([A])], { ...explicit, policies: [A] }),
  bad('any in the authority, any inhibited', [leaf(A), ca([ANY])], { ...explicit, inhibitAny: true, policies: [A] }),
  bad('the authority demands one at once', [leaf(B), ca([A], { requireExplicitPolicy: 0 })]),
  good('the authority demands one and it is there', [leaf(A), ca([A], { requireExplicitPolicy: 0 })], CONSTRAINTS),
  good('demanded only further down', [leaf(B), ca([A], { requireExplicitPolicy: 5 })], CONSTRAINTS),
  bad('demanded from the next certificate but one', [leaf(B), ca([A]), ca2([A], { requireExplicitPolicy: 1 })]),
  good('mapped', [leaf(B), ca([A], { mappings: [[A, B]] })], { ...explicit, policies: [A] }),
  bad('mapped, the subject’s word wanted', [leaf(B), ca([A], { mappings: [[A, B]] })], { ...explicit, policies: [B] }),
  bad('mapping inhibited from the beginning', [leaf(B), ca([A], { mappings: [[A, B]] })], {
    ...explicit,
    inhibitMapping: true,
    policies: [A],
  }),
  bad(
    'mapping inhibited by the authority above',
    [leaf(B), ca([A], { mappings: [[A, B]] }), ca2([A], { inhibitPolicyMapping: 0 })],
    {
      ...explicit,
      policies: [A],
    },
  ),
  bad('mapped to any', [leaf(A), ca([A], { mappings: [[A, ANY]] })]),
  bad('any inhibited by the authority above', [leaf(A), ca([ANY]), ca2([A], { inhibitAnyPolicy: 0 })], {
    ...explicit,
    policies: [A],
  }),
  good('any inhibited later than needed', [leaf(A), ca([ANY]), ca2([A], { inhibitAnyPolicy: 1 })], {
    ...explicit,
    policies: [A],
  }),
];
