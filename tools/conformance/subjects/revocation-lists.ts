/** Certificate revocation lists (RFC 5280 §5). */
import { assembleCrl, buildTbsCrl, isCrlSignedBy, parseCrl, type RevocationReason } from '@qianyin/pki';
import { AT, type Authority, authority, KEY_KINDS, signingKey } from '../authority.ts';
import type { Case, Subject } from '../case.ts';
import { flipped, utf8 } from '../seed.ts';

/** Far away: a program that only knows today is asked as well. */
const NEXT = new Date('2045-01-01T00:00:00Z');
const REASONS: readonly RevocationReason[] = ['unspecified', 'keyCompromise', 'cessationOfOperation'];

export const revocationListsSubject: Subject = {
  name: 'revocation-lists',
  cases: () => KEY_KINDS.flatMap((kind) => [...ours(authority(kind)), made(authority(kind))]),
};

function listOf({ issuing }: Authority, serials: readonly string[], key = issuing.key): Uint8Array {
  const tbs = buildTbsCrl({
    issuer: issuing.certificate,
    number: 7,
    thisUpdate: AT,
    nextUpdate: NEXT,
    algorithm: key.algorithm,
    revoked: serials.map((serial, index) => ({
      serial,
      at: AT,
      reason: REASONS[index % REASONS.length] ?? 'unspecified',
    })),
  });
  return assembleCrl(tbs, key.sign(tbs));
}

function ours(by: Authority): Case[] {
  const { kind, root, issuing } = by;
  const verify = (name: string, crl: Uint8Array, expected: 'accept' | 'reject', issuer = issuing): Case => ({
    name: `${kind}, ${name}`,
    kind: 'crl-verify',
    parameters: { key: kind },
    files: { crl, issuer: issuer.certificate.der },
    expected,
    ours: () => isCrlSignedBy(parseCrl(crl), issuer.certificate),
  });
  const serials = ['0a', '1234567890abcdef', 'ff00000000000000000000000000000001'];
  const full = listOf(by, serials);
  return [
    { ...verify('no entry', listOf(by, []), 'accept'), outputs: { serials: utf8('') } },
    {
      ...verify('three entries', full, 'accept'),
      outputs: { serials: utf8(['1234567890abcdef', 'a', 'ff00000000000000000000000000000001'].join(',')) },
    },
    verify('signature changed', flipped(full, -1), 'reject'),
    verify('entry changed', flipped(full, Buffer.from(full).indexOf('1234567890abcdef', 0, 'hex') + 7), 'reject'),
    verify('signed by another key', listOf(by, serials, signingKey(kind, 'forger of lists')), 'reject'),
    verify('under the wrong authority', full, 'reject', root),
    verify('last octet missing', full.subarray(0, -1), 'reject'),
  ];
}

function made({ kind, issuing }: Authority): Case {
  return {
    name: `${kind}, made by the outsider`,
    kind: 'crl-make',
    parameters: { key: kind, serial: '1234567890abcdef', thisUpdate: AT.toISOString(), nextUpdate: NEXT.toISOString() },
    files: { issuer: issuing.certificate.der, issuerKey: issuing.key.pkcs8 },
    judge: ({ crl = new Uint8Array() }) => {
      const list = parseCrl(crl);
      if (!isCrlSignedBy(list, issuing.certificate)) throw new Error('the signature is refused');
      const [entry, more] = list.revoked;
      if (entry?.serial !== '1234567890abcdef' || more) throw new Error('other entries');
      if (entry.reason !== 'keyCompromise') throw new Error(`reason ${entry.reason}`);
      if (list.number !== '0a') throw new Error(`number ${list.number}`);
      if (
        isCrlSignedBy(
          parseCrl(flipped(crl, Buffer.from(crl).indexOf('1234567890abcdef', 0, 'hex') + 7)),
          issuing.certificate,
        )
      ) {
        throw new Error('accepted with another entry');
      }
    },
  };
}
