/** Chains without policies and name constraints: signatures, names, validity, basic constraints, key usage (§6.1.3, §6.1.4). */
import type { Link } from '../chain.ts';
import type { Row } from './path-row.ts';

const SELF_ISSUED = 'counts self-issued certificates against the path length (RFC 5280 §6.1.4 l)';
const leaf: Link = { key: 'leaf' };
const ca: Link = { key: 'ca' };
const ca2: Link = { key: 'ca2' };
const root: Link = { key: 'root' };
const sm2 = (...links: Link[]): readonly Link[] => [...links, root].map((link) => ({ ...link, kind: 'sm2' }));
const chain = (...links: Link[]): readonly Link[] => [...links, root];
const good = (name: string, links: readonly Link[], more: Partial<Row> = {}): Row => ({
  name,
  links,
  expected: 'accept',
  ...more,
});
const bad = (name: string, links: readonly Link[], more: Partial<Row> = {}): Row => ({
  name,
  links,
  expected: 'reject',
  ...more,
});

export const PLAIN_CHAINS: readonly Row[] = [
  good('two certificates', chain(leaf)),
  good('three certificates', chain(leaf, ca)),
  good('four certificates', chain(leaf, ca, ca2)),
  good('three certificates, RSA', [
    { ...leaf, kind: 'rsa' },
    { ...ca, kind: 'rsa' },
    { ...root, kind: 'rsa' },
  ]),
  good('RSA under ECDSA', chain({ ...leaf, kind: 'rsa' }, ca)),
  good('three certificates, SM2', sm2(leaf, ca), { key: 'sm2' }),
  good('four certificates, SM2', sm2(leaf, ca, ca2), { key: 'sm2' }),
  bad('the certificate is signed by another key, SM2', sm2({ ...leaf, forged: true }, ca), { key: 'sm2' }),
  bad('the authority is signed by another key, SM2', sm2(leaf, { ...ca, forged: true }), { key: 'sm2' }),
  bad('the authority has expired, SM2', sm2(leaf, { ...ca, notAfter: '20260531000000Z' }), { key: 'sm2' }),
  bad('the authority says that it is none, SM2', sm2(leaf, { ...ca, ca: false, keyUsage: [5] }), { key: 'sm2' }),
  bad('path length 0, one between, SM2', sm2(leaf, ca, { ...ca2, pathLength: 0 }), { key: 'sm2' }),
  bad('an unknown critical extension, SM2', sm2({ ...leaf, unknownExtension: 'critical' }, ca), { key: 'sm2' }),
  bad('the certificate’s signature is broken', chain(leaf, ca), { broken: true }),
  bad('the certificate is signed by another key', chain({ ...leaf, forged: true }, ca)),
  bad('the authority is signed by another key', chain(leaf, { ...ca, forged: true })),
  bad('the certificate names another issuer', chain({ ...leaf, issuerName: 'somebody' }, ca)),
  bad('the certificate has expired', chain({ ...leaf, notAfter: '20260531000000Z' }, ca)),
  bad('the certificate is not yet valid', chain({ ...leaf, notBefore: '20260701000000Z' }, ca), { clock: true }),
  bad('the authority has expired', chain(leaf, { ...ca, notAfter: '20260531000000Z' })),
  bad('the authority is not yet valid', chain(leaf, { ...ca, notBefore: '20260701000000Z' }), { clock: true }),
  good('the last second of validity', chain({ ...leaf, notAfter: '20260601000000Z' }, ca), {
    clock: true,
    except: { openssl: 'takes notAfter for the first moment after' },
  }),
  good('the first second of validity', chain({ ...leaf, notBefore: '20260601000000Z' }, ca)),
  good('a generalized time', chain({ ...leaf, notAfter: '20550101000000Z' }, ca)),
  bad('the authority says that it is none', chain(leaf, { ...ca, ca: false, keyUsage: [5] })),
  bad('the authority has no basic constraints', chain(leaf, { ...ca, ca: 'absent', keyUsage: [5] })),
  bad('the authority may not sign certificates', chain(leaf, { ...ca, keyUsage: [6] })),
  good('the authority says nothing of key usage', chain(leaf, { ...ca, keyUsage: [] })),
  good('path length 0, nothing between', chain(leaf, { ...ca, pathLength: 0 })),
  bad('path length 0, one between', chain(leaf, ca, { ...ca2, pathLength: 0 })),
  good('path length 1, one between', chain(leaf, ca, { ...ca2, pathLength: 1 })),
  good(
    'path length 0, a self-issued one between',
    chain(leaf, { ...ca, key: 'ca new key', name: 'ca' }, { ...ca, pathLength: 0 }),
    {
      except: { 'go-x509': SELF_ISSUED, gnutls: SELF_ISSUED },
    },
  ),
  bad('an unknown critical extension', chain({ ...leaf, unknownExtension: 'critical' }, ca)),
  bad('an unknown critical extension in the authority', chain(leaf, { ...ca, unknownExtension: 'critical' })),
  good('an unknown extension', chain({ ...leaf, unknownExtension: 'not critical' }, ca)),
];
