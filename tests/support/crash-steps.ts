/** The journey as steps that an app can repeat: what is asked for, who is killed meanwhile, what «done already» sounds like. */
import assert from 'node:assert/strict';
import { createClient } from '@qianyin/client';
import { createPlatformClient, type OpenedSession } from '@qianyin/client/platform';
import type { ErrorCode, OrderView } from '@qianyin/contract';
import { claimScan, confirmScan, logInByCode, obtainCertificate, type Phone } from '@qianyin/wallet/core';
import { until } from '../../tools/demo/until.ts';
import { deskOf } from './calls.ts';
import { codeFor, material, newDevice, newestCode, passAnHour, type Person, PRODUCT, prove } from './people.ts';
import { look, loginRequest, numberOnPage, sealRequest, ticketOf } from './scans.ts';
import { operatorLogin, type Story } from './story.ts';
import type { Blow, Striker } from './striker.ts';

export interface Step {
  name: string;
  /** The request in which the victims die, one after the other. */
  path: string;
  victims: Blow[];
  attempt(): Promise<unknown>;
  done?: ErrorCode[];
  /** What the same attempt would go on to. */
  stopBefore?: string;
}

const ALL: Blow[] = ['postgres', 'signer', 'server'];

export interface Applicant {
  phone: Phone;
  who: Person;
  order(): OrderView;
}

export async function applicationSteps(
  story: Story,
  striker: Striker,
  who: Person,
): Promise<{ applicant: Applicant; steps: Step[] }> {
  const phone = await newDevice(story, striker.fetch);
  const [acceptor, auditor] = await Promise.all((['wang', 'li'] as const).map((name) => desk(story, striker, name)));
  assert.ok(acceptor && auditor);
  const requestId = crypto.randomUUID();
  let order: OrderView | undefined;
  const opened = (): OrderView => order ?? assert.fail('there is no order');
  const orderId = (): string => opened().id;
  const steps: Step[] = [
    {
      name: 'send-login-code',
      path: '/send-login-code',
      victims: ['server'],
      attempt: () => phone.api.accounts.sendLoginCode({ phone: who.phone }),
      done: ['accounts/code-too-soon'],
    },
    { name: 'log-in-by-code', path: '/log-in-by-code', victims: ALL, attempt: () => logIn(story, phone, who) },
    {
      name: 'prove-identity',
      path: '/prove-identity-by-bank-card',
      victims: ['server'],
      attempt: () => prove(phone, who),
      done: ['identity-proofing/already-done'],
    },
    {
      name: 'create-order',
      path: '/create-order',
      victims: ['postgres'],
      attempt: async () => {
        order = await phone.api.orders.createOrder({ productId: PRODUCT, form: who.form, requestId });
      },
    },
    {
      name: 'upload-material',
      path: '/upload-material',
      victims: ['server'],
      attempt: async () => {
        const { products } = await phone.api.catalogue.listProducts();
        const kinds = products.find(({ id }) => id === PRODUCT)?.materials ?? [];
        for (const { kind } of kinds) {
          await phone.api.orders.uploadMaterial({ orderId: orderId(), kind, file: material(kind) });
        }
      },
    },
    {
      name: 'submit-order',
      path: '/submit-order',
      victims: ['postgres before', 'postgres'],
      attempt: () => phone.api.orders.submitOrder({ orderId: orderId() }),
      done: ['orders/not-editable'],
    },
    {
      name: 'accept-order',
      path: '/accept-order',
      victims: ['postgres'],
      attempt: () => acceptor.orders.acceptOrder({ orderId: orderId() }),
      done: ['orders/already-decided'],
    },
    {
      name: 'approve-order',
      path: '/approve-order',
      victims: ALL,
      attempt: () => auditor.orders.approveOrder({ orderId: orderId() }),
      done: ['orders/already-decided'],
    },
    {
      name: 'create-payment',
      path: '/create-payment',
      victims: ['postgres'],
      attempt: () => phone.api.payments.createPayment({ orderId: orderId() }),
    },
    {
      name: 'payment-notice',
      path: '/show-payment',
      victims: ALL,
      attempt: () => payAndSee(phone, orderId()),
    },
    ...certificateSteps(phone, who, opened),
  ];
  return { applicant: { phone, who, order: opened }, steps };
}

function certificateSteps(phone: Phone, who: Person, order: () => OrderView): Step[] {
  const attempt = async () => {
    const obtained = await obtainCertificate(phone, { order: order(), pin: who.pin });
    assert.equal(obtained.outcome, 'obtained', JSON.stringify(obtained));
  };
  return [
    { name: 'create-key', path: '/create-key', victims: ['server'], attempt, stopBefore: '/begin-certificate-request' },
    {
      name: 'begin-certificate-request',
      path: '/begin-certificate-request',
      victims: ['signer'],
      attempt,
      stopBefore: '/create-encryption-key',
    },
    {
      name: 'finish-certificate-request',
      path: '/finish-certificate-request',
      victims: ['signer before', ...ALL],
      attempt,
      stopBefore: '/create-encryption-key',
    },
    {
      name: 'create-encryption-key',
      path: '/create-encryption-key',
      victims: ['signer'],
      attempt,
      stopBefore: '/issue-certificates',
    },
    { name: 'issue-certificates', path: '/issue-certificates', victims: ALL, attempt },
  ];
}

/** A login or a seal, from the page's first request to the result. */
export function scanSteps(
  story: Story,
  striker: Striker,
  { phone, who }: Applicant,
  {
    kind,
    victims,
  }: { kind: 'login' | 'seal'; victims: Partial<Record<'open' | 'claim' | 'begin' | 'finish' | 'take', Blow>> },
): Step[] {
  const { clientId, clientSecret } = story.platform;
  const platform = createPlatformClient({ serviceUrl: story.url, clientId, clientSecret, fetch: striker.fetch });
  let session: OpenedSession | undefined;
  const opened = (): OpenedSession => session ?? assert.fail('no session');
  const confirm = async () => {
    const request = await claimScan(phone, await ticketOf(story, opened()));
    if (request.state === 'confirmed') return;
    const number = kind === 'seal' ? await numberOnPage(platform, opened().id) : null;
    const signed = await confirmScan(phone, { review: await look(phone, request), number, pin: who.pin });
    assert.equal(signed.outcome, 'signed', JSON.stringify(signed));
  };
  const done: ErrorCode[] = ['scan/taken'];
  const step = (
    part: keyof typeof victims,
    path: string,
    rest: Pick<Step, 'attempt' | 'done' | 'stopBefore'>,
  ): Step => {
    const victim = victims[part];
    return { name: `${kind}: ${part}`, path, victims: victim === undefined ? [] : [victim], ...rest };
  };
  return [
    step('open', '/open-scan-session', {
      attempt: async () => {
        session = await (kind === 'login'
          ? platform.openLogin(loginRequest(story))
          : platform.openSeal(sealRequest(story, who.form.uscc)));
      },
    }),
    step('claim', '/claim-scan-session', { attempt: confirm, stopBefore: '/begin-scan-signature' }),
    step('begin', '/begin-scan-signature', { attempt: confirm, done, stopBefore: '/finish-scan-signature' }),
    step('finish', '/finish-scan-signature', { attempt: confirm, done }),
    step('take', '/take-scan-result', {
      attempt: async () => {
        const result = await platform.takeResult(opened());
        assert.equal(result.kind, kind);
        if (result.kind === 'seal') assert.ok((await platform.downloadSealed(result.documentId)).bytes.length > 1000);
      },
      // The code of a login went with the answer; the person scans again.
      ...(kind === 'login' ? { done: ['scan/result-taken'] satisfies ErrorCode[] } : {}),
    }),
  ];
}

/** Where the code was used by a request whose answer got lost, or lies in a job that died, the person asks for another. */
async function logIn(story: Story, phone: Phone, who: Person): Promise<void> {
  const another = async (): Promise<void> => {
    await passAnHour(story);
    await phone.api.accounts.sendLoginCode({ phone: who.phone });
  };
  let code = await newestCode(phone, who.phone, 5_000);
  if (code === undefined) {
    await another();
    code = await codeFor(phone, who.phone);
  }
  try {
    await logInByCode(phone, { phone: who.phone, code });
  } catch (error) {
    if ((error as { code?: string }).code !== 'accounts/code-expired') throw error;
    await another();
    await logInByCode(phone, { phone: who.phone, code: await codeFor(phone, who.phone, code) });
  }
}

/** The buyer presses the button at the cashier; the notice and the wallet's question are on their way at once. */
async function payAndSee(phone: Phone, orderId: string): Promise<void> {
  const { status } = await phone.api.orders.showOrder({ orderId });
  if (status === 'approved') {
    const { qrCode } = await phone.api.payments.createPayment({ orderId });
    await fetch(qrCode);
    await fetch(qrCode, { method: 'POST' });
  }
  await until('the payment', async () => {
    const payment = await phone.api.payments.showPayment({ orderId });
    return payment?.status === 'paid' ? payment : undefined;
  });
}

async function desk(story: Story, striker: Striker, name: 'wang' | 'li') {
  const { whole } = await deskOf(story, operatorLogin(story, name));
  return createClient({
    baseUrl: story.url,
    headers: () => whole({ method: '', url: '' }),
    fetch: (request, init) => striker.fetch(request, init),
  });
}
