/** The HTTP of certificates. OCSP, CRL and the authorities' certificates: authority-routes.ts. */
import { bytesOf, textOf } from '../../platform/base64url.ts';
import { api } from '../../platform/http-context.ts';
import { type GuardDeps, requireWallet } from '../accounts/index.ts';
import { beginCertificateRequest } from './operations/begin-certificate-request.ts';
import { finishCertificateRequest } from './operations/finish-certificate-request.ts';
import { type IssueDeps, issueCertificates } from './operations/issue-certificates.ts';
import { certificatesOfAccount } from './store.ts';
import { viewOf } from './view.ts';

export type CertificatesDeps = GuardDeps & IssueDeps;

export function certificatesRoutes(deps: CertificatesDeps) {
  const wallet = requireWallet(deps);
  const certificates = api.certificates;
  return {
    beginCertificateRequest: certificates.beginCertificateRequest
      .use(wallet)
      .handler(async ({ input, context: { holder } }) => {
        const begun = await beginCertificateRequest(deps, { ...input, holder, q1: input.q1.map(bytesOf) });
        return { requestInfo: textOf(begun.requestInfo), r2: begun.r2.map(textOf) };
      }),
    finishCertificateRequest: certificates.finishCertificateRequest
      .use(wallet)
      .handler(async ({ input, context: { holder } }) => {
        const finished = await finishCertificateRequest(deps, { ...input, holder, s1: input.s1.map(bytesOf) });
        return {
          signatures: finished.signatures.map(textOf),
          counter: finished.counter,
          request: textOf(finished.request),
        };
      }),
    issueCertificates: certificates.issueCertificates.use(wallet).handler(async ({ input, context: { holder } }) => {
      const { orderId } = input;
      return viewOf(await issueCertificates(deps, { accountId: holder.accountId, orderId }), deps.clock.now());
    }),
    listCertificates: certificates.listCertificates.use(wallet).handler(async ({ context: { holder } }) => {
      const pairs = await certificatesOfAccount(deps.db, holder.accountId);
      return { certificates: pairs.map((pair) => viewOf(pair, deps.clock.now())) };
    }),
  };
}
