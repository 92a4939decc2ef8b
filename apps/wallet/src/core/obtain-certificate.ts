/**
 * From a paid order to certificates on this phone: signing key, co-signed request, encryption key, certificates.
 * Each step leaves a record, so that a phone that was switched off in between goes on where it stopped.
 */
import type { OrderView } from '@qianyin/contract';
import { checkCertificates } from './check-certificates.ts';
import { createEncryptionKey } from './create-encryption-key.ts';
import { createSigningKey } from './create-signing-key.ts';
import { findOrderKey } from './key-store.ts';
import { accountOf, type Phone } from './phone.ts';
import type { KeyRefusal } from './refusal.ts';
import { requestCertificate } from './request-certificate.ts';
import type { CertificateRecord } from './storage.ts';

export type ObtainStep = 'signing-key' | 'request' | 'encryption-key' | 'certificates';
export type PaidOrder = Pick<OrderView, 'id' | 'form'>;

export interface Obtained {
  outcome: 'obtained';
  certificate: CertificateRecord;
}

/** What the holder is asked for next: choose a PIN, enter the one chosen, nothing, or all is done. */
export type ObtainNeed = 'new-pin' | 'pin' | 'nothing' | 'done';

export async function obtainNeed(phone: Phone, orderId: string): Promise<ObtainNeed> {
  const account = accountOf(phone).id;
  const kept = await phone.storage.list('certificates');
  if (kept.some((record) => record.orderId === orderId && record.accountId === account)) return 'done';
  if ((await findOrderKey(phone, orderId, 'signing')) === undefined) return 'new-pin';
  return (await findOrderKey(phone, orderId, 'encryption')) === undefined ? 'pin' : 'nothing';
}

/** `pin` is unused when nothing is needed any more. A refusal leaves what was done so far. */
export async function obtainCertificate(
  phone: Phone,
  input: { order: PaidOrder; pin: string; onStep?: (step: ObtainStep) => void },
): Promise<Obtained | KeyRefusal> {
  const { order, pin, onStep } = input;
  let encryptionKey = await findOrderKey(phone, order.id, 'encryption');
  let signingKey = await findOrderKey(phone, order.id, 'signing');
  if (signingKey === undefined) {
    onStep?.('signing-key');
    signingKey = await createSigningKey(phone, { orderId: order.id, pin });
  }
  if (encryptionKey === undefined) {
    // Also when the request was made before: it proves that this is the PIN of the signing key.
    onStep?.('request');
    const requested = await requestCertificate(phone, { key: signingKey, form: order.form, pin });
    if (requested.outcome === 'refused') return requested;
    onStep?.('encryption-key');
    encryptionKey = await createEncryptionKey(phone, { orderId: order.id, pin });
  }
  onStep?.('certificates');
  const view = await phone.api.certificates.issueCertificates({ orderId: order.id });
  const certificate: CertificateRecord = {
    certificateId: view.id,
    accountId: accountOf(phone).id,
    orderId: order.id,
    signingKeyId: signingKey.keyId,
    encryptionKeyId: encryptionKey.keyId,
    ...checkCertificates(view, {
      signingKey: signingKey.publicKey,
      encryptionKey: encryptionKey.publicKey,
      form: order.form,
      now: phone.clock(),
    }),
  };
  await phone.storage.commit([{ store: 'certificates', key: view.id, value: certificate }]);
  return { outcome: 'obtained', certificate };
}
