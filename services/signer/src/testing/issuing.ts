/** The server's side of issuing: builds what the signer is asked to lint and sign. */
import { randomUUID } from 'node:crypto';
import { buildTbsCertificate, newSerial, parseCertificate } from '@qianyin/pki';
import type { Certificate, TbsCertificateInput } from '@qianyin/pki';
import type { RequestOf, SignerClient } from '../interface/index.ts';
import { random } from './phone.ts';

export interface Chain {
  root: Certificate;
  issuing: Certificate;
  ocsp: Certificate;
}

export async function readChain(client: SignerClient): Promise<Chain> {
  const { root, issuing, ocsp } = await client.showAuthorities();
  return { root: parseCertificate(root), issuing: parseCertificate(issuing), ocsp: parseCertificate(ocsp) };
}

const DAY_MS = 86_400_000;
const wholeSecond = (ms: number) => new Date(Math.floor(ms / 1000) * 1000);

export const facts = () => ({
  orderId: randomUUID(),
  acceptedBy: 'operator-a',
  approvedBy: 'operator-b',
  paidAt: new Date(Date.now() - 60_000).toISOString(),
});

/** A unit's signing certificate to be, with whatever the test wants otherwise. */
export function unitTbs(chain: Chain, publicKey: Uint8Array, change: Partial<TbsCertificateInput> = {}): Uint8Array {
  return buildTbsCertificate({
    profile: 'unit-signing',
    serial: newSerial(random),
    issuer: chain.issuing,
    subject: { organization: '示例建设有限公司', commonName: '示例建设有限公司' },
    publicKey,
    notBefore: wholeSecond(Date.now()),
    notAfter: wholeSecond(Date.now() + 365 * DAY_MS),
    uscc: '91350100M000100Y43',
    urls: {
      crl: 'https://qianyin.test/crl/issuing.crl',
      ocsp: 'https://qianyin.test/ocsp',
      caIssuers: 'https://qianyin.test/ca/issuing.cer',
    },
    ...change,
  });
}

/** A lint request for it. */
export function lintRequest(tbs: Uint8Array): RequestOf<'lint-certificate'> {
  return { issuanceId: randomUUID(), tbs, profile: 'unit-signing', facts: facts() };
}
