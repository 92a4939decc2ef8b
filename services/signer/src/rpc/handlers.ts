/** Which operation answers which method: as many entries as the interface has methods, checked by the compiler. */
import { readAuditHead } from '../audit/append.ts';
import { lintCertificate } from '../ca/lint-certificate.ts';
import { signCertificate } from '../ca/sign-certificate.ts';
import { signCrl } from '../ca/sign-crl.ts';
import { signOcsp } from '../ca/sign-ocsp.ts';
import type { Signer } from '../context.ts';
import { beginCosignature } from '../cosign/begin-cosignature.ts';
import { beginKey } from '../cosign/begin-key.ts';
import { endKey } from '../cosign/end-key.ts';
import { finishCosignature } from '../cosign/finish-cosignature.ts';
import { openBlinded } from '../cosign/open-blinded.ts';
import { showKey } from '../cosign/show-key.ts';
import type { MethodName, ReplyOf, RequestOf } from '../interface/index.ts';
import { createEncryptionKey } from '../kmc/create-encryption-key.ts';

export type Handlers = { [Name in MethodName]: (request: RequestOf<Name>) => Promise<ReplyOf<Name>> };

export function createHandlers(signer: Signer): Handlers {
  const { root, issuing, ocsp } = signer.authorities;
  return {
    'show-authorities': () =>
      Promise.resolve({ root: root.certificate, issuing: issuing.certificate, ocsp: ocsp.certificate }),
    'begin-key': (request) => beginKey(signer, request),
    'create-encryption-key': (request) => createEncryptionKey(signer, request),
    'begin-cosignature': (request) => beginCosignature(signer, request),
    'finish-cosignature': (request) => finishCosignature(signer, request),
    'open-blinded': (request) => openBlinded(signer, request),
    'lint-certificate': (request) => lintCertificate(signer, request),
    'sign-certificate': (request) => signCertificate(signer, request),
    'sign-crl': (request) => signCrl(signer, request),
    'sign-ocsp': (request) => signOcsp(signer, request),
    'show-key': (request) => showKey(signer, request),
    'end-key': (request) => endKey(signer, request),
    'show-audit-head': () => readAuditHead(signer.db),
  };
}
