/** People of the stories: numbers are well-formed and given to nobody. The phone is the wallet's own code. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QianyinClient } from '@qianyin/client';
import type { ClaimForm, OrderView } from '@qianyin/contract';
import { validCardNumber, validIdNumber, validPhone, validUscc } from '@qianyin/testkit';
import { type CertificateRecord, logInByCode, obtainCertificate, type Phone } from '@qianyin/wallet/core';
import { newPhone, pay, review } from '../../tools/demo/applicant.ts';
import { openDesk } from '../../tools/demo/desk.ts';
import { inputPdf } from '../../tools/demo/input-pdf.ts';
import { until } from '../../tools/demo/until.ts';
import { rows } from './database.ts';
import { operatorLogin, type Story } from './story.ts';

export const PRODUCT = 'wallet-unit-certificate';

export interface Person {
  phone: string;
  name: string;
  idNumber: string;
  cardNumber: string;
  pin: string;
  form: ClaimForm;
}

export function person(n: number): Person {
  const numeral = '零一二三四五六七八九'[n] ?? '';
  return {
    phone: validPhone(n),
    name: `王小${numeral}`,
    idNumber: validIdNumber(n),
    cardNumber: validCardNumber(n),
    pin: '802467',
    form: {
      unitName: `江苏洋河第${numeral}机电有限公司`,
      uscc: validUscc(n),
      legalRepresentative: '张建国',
      registeredPlace: '江苏省宿迁市洋河新区',
      unitPhone: '0527-84396024',
      email: `caiwu${n}@yanghe-demo.example`,
    },
  };
}

/** A new device; `fetch` lets a story stand between the phone and the service. */
export function newDevice({ url }: Story, fetch: typeof globalThis.fetch = globalThis.fetch): Promise<Phone> {
  return newPhone(url, fetch);
}

/** The newest code in the outbox for a number, other than `known`; undefined when none comes in time. */
export async function newestCode(
  phone: Phone,
  number: string,
  withinMs: number,
  known?: string,
): Promise<string | undefined> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(50)) {
    const { messages } = await phone.api.accounts.listOutboxMessages();
    const own = messages.filter((message) => message.phone === number);
    const code = own.flatMap(({ text }) => /验证码 (\d{6})/.exec(text)?.[1] ?? [])[0];
    if (code !== undefined && code !== known) return code;
  }
  return undefined;
}

/** The same, where it must come. */
export async function codeFor(phone: Phone, number: string, known?: string): Promise<string> {
  return (await newestCode(phone, number, 20_000, known)) ?? assert.fail('no SMS came');
}

/** Another process has another clock: the codes that were sent are made older instead of waiting. */
export async function passAnHour(story: Story): Promise<void> {
  await rows(story, 'server', `update accounts.login_code set sent_at = sent_at - interval '61 minutes'`);
}

export async function logIn(story: Story, phone: Phone, who: Person): Promise<void> {
  await passAnHour(story);
  await phone.api.accounts.sendLoginCode({ phone: who.phone });
  // The newest message may still be the one before: only one of them logs in.
  const [{ sent } = { sent: 0 }] = await rows<{ sent: number }>(
    story,
    'server',
    'select count(*)::int as sent from accounts.sms_message where sent_at is null',
  );
  if (sent > 0) await until('the sending', async () => ((await unsent(story)) === 0 ? true : undefined));
  await logInByCode(phone, { phone: who.phone, code: await codeFor(phone, who.phone) });
}

async function unsent(story: Story): Promise<number> {
  const [row] = await rows<{ n: number }>(
    story,
    'server',
    'select count(*)::int as n from accounts.sms_message where sent_at is null',
  );
  return row?.n ?? 0;
}

export async function prove(phone: Phone, who: Person): Promise<void> {
  const { name, idNumber, cardNumber } = who;
  await phone.api.identityProofing.proveIdentityByBankCard({
    name,
    idNumber,
    cardNumber,
    phone: who.phone,
    consent: true,
  });
}

/** A phone logged in to a proved account. */
export async function provedPhone(story: Story, who: Person): Promise<Phone> {
  const phone = await newDevice(story);
  await logIn(story, phone, who);
  await prove(phone, who);
  return phone;
}

export function draft(phone: Phone, who: Person): Promise<OrderView> {
  return phone.api.orders.createOrder({ productId: PRODUCT, form: who.form, requestId: crypto.randomUUID() });
}

export function material(text = 'material'): File {
  return new File([new Uint8Array(inputPdf([[text]]))], 'material.pdf', { type: 'application/pdf' });
}

export async function uploadAll(phone: Phone, orderId: string): Promise<void> {
  for (const kind of await requiredKinds(phone)) {
    await phone.api.orders.uploadMaterial({ orderId, kind, file: material(kind) });
  }
}

async function requiredKinds(phone: Phone): Promise<string[]> {
  const { products } = await phone.api.catalogue.listProducts();
  return products.find(({ id }) => id === PRODUCT)?.materials.map(({ kind }) => kind) ?? [];
}

export interface Desks {
  acceptor: QianyinClient;
  auditor: QianyinClient;
}

export async function openDesks(story: Story): Promise<Desks> {
  const [acceptor, auditor] = await Promise.all(
    (['wang', 'li'] as const).map((name) => openDesk(story.url, operatorLogin(story, name))),
  );
  if (acceptor === undefined || auditor === undefined) throw new Error('no desks');
  return { acceptor, auditor };
}

/** From a proved account to certificates on the phone. */
export async function certify(
  phone: Phone,
  who: Person,
  desks: Desks,
): Promise<{ order: OrderView; certificate: CertificateRecord }> {
  const order = await draft(phone, who);
  await uploadAll(phone, order.id);
  await phone.api.orders.submitOrder({ orderId: order.id });
  await review(desks, order.id);
  await pay(phone, order.id);
  const obtained = await obtainCertificate(phone, { order, pin: who.pin });
  if (obtained.outcome !== 'obtained') throw new Error(`refused: ${obtained.code}`);
  return { order, certificate: obtained.certificate };
}
