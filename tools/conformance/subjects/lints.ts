/** What we issue, before zlint's rules from the RFCs (3279, 5280, 5480, 5891, 8813): no error and no warning. */
import { assembleCrl, buildTbsCrl } from '@qianyin/pki';
import { AT, type Authority, authority, KEY_KINDS } from '../authority.ts';
import type { Case, Subject } from '../case.ts';
import { certifiedBy } from './certificates.ts';

export const lintsSubject: Subject = {
  name: 'lints',
  cases: () =>
    KEY_KINDS.filter((kind) => kind !== 'sm2').flatMap((kind) => [
      ...certificates(authority(kind)),
      list(authority(kind)),
    ]),
};

/** docs/divergences.md, "RFC 5280 §4.2.1.12". */
const USAGES = { zlint: 'wants no key usage beside those of one purpose, where RFC 5280 wants one purpose that fits' };

function certificates(by: Authority): Case[] {
  const all = { root: by.root, issuing: by.issuing, ...certifiedBy(by) };
  return Object.entries(all).map(([name, { certificate }]) => ({
    name: `${by.kind}, ${name}`,
    kind: 'certificate-lint',
    files: { certificate: certificate.der },
    expected: 'accept',
    except: certificate.keyUsage?.includes('nonRepudiation') ? USAGES : {},
  }));
}

function list({ kind, issuing: { certificate, key } }: Authority): Case {
  const tbs = buildTbsCrl({
    issuer: certificate,
    number: 1,
    thisUpdate: AT,
    nextUpdate: new Date('2026-06-08T00:00:00Z'),
    algorithm: key.algorithm,
    revoked: [{ serial: '0a', at: AT, reason: 'keyCompromise' }],
  });
  return {
    name: `${kind}, list`,
    kind: 'crl-lint',
    files: { crl: assembleCrl(tbs, key.sign(tbs)) },
    expected: 'accept',
  };
}
