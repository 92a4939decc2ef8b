/**
 * Path validation (RFC 5280 §6): a matrix of chains, each good or bad for one reason, with the verdict that the clause
 * demands. Some programs leave parts of §6 out on purpose; where one does, the case says so.
 */
import { parseCertificate, verifyPath } from '@qianyin/pki';
import type { Case, Subject } from '../case.ts';
import { makeChain } from '../chain.ts';
import { flipped } from '../seed.ts';
import type { Row } from './path-row.ts';
import { NAME_CHAINS } from './path-names.ts';
import { PLAIN_CHAINS } from './path-plain.ts';
import { POLICY_CHAINS } from './path-policies.ts';

export const pathsSubject: Subject = {
  name: 'paths',
  cases: () => [...PLAIN_CHAINS, ...POLICY_CHAINS, ...NAME_CHAINS].map(caseOf),
};

function caseOf(row: Row): Case {
  const chain = makeChain(row.links);
  const [certificate = new Uint8Array(), ...above] = row.broken
    ? [flipped(chain[0] ?? new Uint8Array(), -1), ...chain.slice(1)]
    : chain;
  const root = above.pop() ?? certificate;
  const at = row.at ?? '2026-06-01T00:00:00Z';
  const files: Record<string, Uint8Array> = { certificate, root };
  above.forEach((each, index) => (files[`intermediate-${index}`] = each));
  return {
    name: row.name,
    kind: 'path-validate',
    parameters: {
      key: row.key ?? '',
      at,
      clock: row.clock ? 'yes' : 'no',
      policies: (row.policies ?? []).join(','),
      explicitPolicy: row.explicitPolicy ? 'yes' : 'no',
      inhibitMapping: row.inhibitMapping ? 'yes' : 'no',
      inhibitAny: row.inhibitAny ? 'yes' : 'no',
    },
    files,
    expected: row.expected,
    except: row.except ?? {},
    ours: () =>
      verifyPath({
        certificate: parseCertificate(certificate),
        intermediates: above.map(parseCertificate),
        roots: [parseCertificate(root)],
        at: new Date(at),
        ...(row.policies ? { policies: row.policies } : {}),
        requireExplicitPolicy: row.explicitPolicy ?? false,
        inhibitPolicyMapping: row.inhibitMapping ?? false,
        inhibitAnyPolicy: row.inhibitAny ?? false,
      }).ok,
  };
}
