/** Certification requests (PKCS #10, RFC 2986). */
import { assembleCsr, buildCsrInfo, parseCsr } from '@qianyin/pki';
import { type AuthorityKind, KEY_KINDS, signingKey } from '../authority.ts';
import { type Case, STREAMS, type Subject } from '../case.ts';
import { flipped, toHex } from '../seed.ts';

export const requestsSubject: Subject = {
  name: 'requests',
  cases: () => KEY_KINDS.flatMap((kind) => [...ours(kind), made(kind)]),
};

function ours(kind: AuthorityKind): Case[] {
  const key = signingKey(kind, 'requester');
  const info = buildCsrInfo({ subject: { organization: '签印测试', commonName: '申请人' }, publicKey: key.publicKey });
  const csr = assembleCsr(info, key.sign(info), key.algorithm);
  const other = signingKey(kind, 'another requester');
  const broken: Record<string, Uint8Array> = {
    'signature changed': flipped(csr, -1),
    'subject changed': flipped(csr, Buffer.from(csr).indexOf('申请人')),
    'signed by another key': assembleCsr(info, other.sign(info), key.algorithm),
    'octet after the end': new Uint8Array([...csr, 0]),
  };
  const shared = { kind: 'csr-verify', parameters: { key: kind } } as const;
  return [
    {
      ...shared,
      name: kind,
      files: { csr },
      expected: 'accept',
      ours: () => parseCsr(csr).valid,
      outputs: { publicKey: key.spki, subject: parseCsr(csr).subject.der },
    },
    ...Object.entries(broken).map(
      ([name, each]): Case => ({
        ...shared,
        name: `${kind}, ${name}`,
        files: { csr: each },
        expected: 'reject',
        ours: () => parseCsr(each).valid,
        except: name === 'octet after the end' ? STREAMS : {},
      }),
    ),
  ];
}

function made(kind: AuthorityKind): Case {
  const key = signingKey(kind, 'requester elsewhere');
  return {
    name: `${kind}, made by the outsider`,
    kind: 'csr-make',
    parameters: { key: kind },
    files: { privateKey: key.pkcs8, publicKey: key.spki },
    judge: ({ csr = new Uint8Array() }) => {
      const request = parseCsr(csr);
      if (!request.valid) throw new Error('the signature is refused');
      if (toHex(request.publicKeyInfo.der) !== toHex(key.spki)) throw new Error('another key');
      if (request.subject.organization !== 'Outsider') throw new Error('another subject');
      if (parseCsr(flipped(csr, Buffer.from(csr).indexOf('Outsider'))).valid)
        throw new Error('accepted with another subject');
    },
  };
}
