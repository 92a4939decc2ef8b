/** From the first login to certificates on the phone. */
import type { QianyinClient } from '@qianyin/client';
import type { OrderView } from '@qianyin/contract';
import {
  type CertificateRecord,
  logInByCode,
  MemoryStorage,
  obtainCertificate,
  openPhone,
  type Phone,
  stretchPin,
} from '@qianyin/wallet/core';
import { inputPdf } from './input-pdf.ts';
import { claimForm, PERSON } from './person.ts';
import { until } from './until.ts';

const PRODUCT = 'wallet-unit-certificate';

/** A phone with the wallet on it; `fetch` is handed in so that the journey can keep what crossed the wire. */
export function newPhone(baseUrl: string, fetch: typeof globalThis.fetch): Promise<Phone> {
  return openPhone({
    storage: new MemoryStorage(),
    fetch,
    baseUrl,
    clock: () => new Date(),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    stretchPin,
  });
}

export async function register(phone: Phone): Promise<void> {
  await phone.api.accounts.sendLoginCode({ phone: PERSON.phone });
  const code = await until('the SMS', async () => {
    const { messages } = await phone.api.accounts.listOutboxMessages();
    return messages.flatMap(({ text }) => /验证码 (\d{6})/.exec(text)?.[1] ?? [])[0];
  });
  await logInByCode(phone, { phone: PERSON.phone, code });
}

export async function proveIdentity(phone: Phone): Promise<void> {
  const { phone: number, name, idNumber, cardNumber } = PERSON;
  await phone.api.identityProofing.proveIdentityByBankCard({
    name,
    idNumber,
    cardNumber,
    phone: number,
    consent: true,
  });
}

export async function claim(phone: Phone, unit: { displayName: string; uscc: string }): Promise<OrderView> {
  const { products } = await phone.api.catalogue.listProducts();
  const product = products.find(({ id }) => id === PRODUCT);
  if (product === undefined) throw new Error(`${PRODUCT} is not on offer`);
  const requestId = crypto.randomUUID();
  const order = await phone.api.orders.createOrder({ productId: product.id, form: claimForm(unit), requestId });
  for (const { kind } of product.materials) {
    const scan = inputPdf([[`Demonstration material: ${kind}`]]);
    const file = new File([new Uint8Array(scan)], `${kind}.pdf`, { type: 'application/pdf' });
    await phone.api.orders.uploadMaterial({ orderId: order.id, kind, file });
  }
  return phone.api.orders.submitOrder({ orderId: order.id });
}

export async function review(
  desks: { acceptor: QianyinClient; auditor: QianyinClient },
  orderId: string,
): Promise<void> {
  await desks.acceptor.orders.acceptOrder({ orderId });
  await desks.auditor.orders.approveOrder({ orderId });
}

/** Pays at the cashier behind the QR, as the applicant's Alipay app would. */
export async function pay(phone: Phone, orderId: string): Promise<void> {
  const { qrCode } = await phone.api.payments.createPayment({ orderId });
  await fetch(qrCode);
  await fetch(qrCode, { method: 'POST' });
  await until('the payment', async () => {
    const payment = await phone.api.payments.showPayment({ orderId });
    return payment?.status === 'paid' ? payment : undefined;
  });
}

export async function obtain(phone: Phone, orderId: string): Promise<CertificateRecord> {
  const order = await phone.api.orders.showOrder({ orderId });
  const obtained = await obtainCertificate(phone, { order, pin: PERSON.pin });
  if (obtained.outcome !== 'obtained') throw new Error(`refused: ${obtained.code}`);
  return obtained.certificate;
}
