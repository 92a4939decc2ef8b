/**
 * The certificate request (PKCS #10) of a paid order, co-signed. The phone writes the bytes itself, from its own key and
 * the names of the order, before a nonce point leaves; a service that wants other bytes signed gets no answer.
 * The ceremony also proves the PIN, so it may be repeated until the certificates are issued.
 */
import type { ClaimForm } from '@qianyin/contract';
import { assembleCsr, buildCsrInfo, parseCsr, PkiError } from '@qianyin/pki';
import { answerBytes } from './answer.ts';
import { equalBytes } from './bytes.ts';
import type { FinishedCeremony } from './ceremony.ts';
import { cosign } from './cosign.ts';
import { WalletError } from './errors.ts';
import type { Phone } from './phone.ts';
import type { KeyRefusal } from './refusal.ts';
import type { KeyRecord } from './storage.ts';
import { unitSubject } from './subject.ts';

export function requestCertificate(
  phone: Phone,
  input: { key: KeyRecord; form: ClaimForm; pin: string },
): Promise<FinishedCeremony | KeyRefusal> {
  const { orderId, keyId, publicKey } = input.key;
  const expected = buildCsrInfo({ subject: unitSubject(input.form), publicKey });
  return cosign(phone, {
    keyId,
    pin: input.pin,
    purpose: { kind: 'certificate-request', orderId, keyId },
    messages: [expected],
    begin: async (start) => {
      const begun = await phone.api.certificates.beginCertificateRequest({ orderId, keyId, ...start });
      checkRequestInfo(answerBytes(begun.requestInfo, 'requestInfo'), expected, publicKey);
      return begun;
    },
  });
}

/** Says what is wrong with bytes that are not ours. Throws wallet/request-unreadable, -key-differs, -name-differs. */
export function checkRequestInfo(requestInfo: Uint8Array, expected: Uint8Array, publicKey: Uint8Array): void {
  if (equalBytes(requestInfo, expected)) return;
  const { publicKey: requested } = readRequestInfo(requestInfo);
  throw new WalletError(
    equalBytes(requested, publicKey) ? 'wallet/request-name-differs' : 'wallet/request-key-differs',
  );
}

function readRequestInfo(requestInfo: Uint8Array) {
  try {
    // The reader takes whole requests: this one gets a signature that nobody made.
    return parseCsr(assembleCsr(requestInfo, new Uint8Array(64).fill(1)));
  } catch (cause) {
    if (cause instanceof PkiError) throw new WalletError('wallet/request-unreadable', { cause });
    throw cause;
  }
}
