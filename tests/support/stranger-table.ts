/**
 * What each operation says to whom it does not belong to. One row per operation of the contract: the input that points
 * at the victim's things, and the code that the others get. A row without an entry for somebody says that nobody of
 * that kind is kept out by this operation (its audience is checked apart, for every operation alike).
 */
import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '@qianyin/contract';
import { phoneStartKey, phoneStartSignature, sm2GenerateKeyPair } from '@qianyin/gm';
import { accountOf, type Phone } from '@qianyin/wallet/core';
import { material, PRODUCT } from './people.ts';
import { loginRequest, tender, ticketOf } from './scans.ts';
import type { Story } from './story.ts';
import type { Victim } from './victim.ts';

/** `own`: answered, with nothing of the victim's. `open`: answered, and meant for everybody's eyes. */
export type Expected = ErrorCode | 'own' | 'open';

export interface Row {
  input(victim: Victim, caller: Phone, story: Story): unknown;
  /** Without any credentials; only where the audience is everybody. */
  nobody?: Expected;
  /** Another proved account on a phone of its own. */
  stranger?: Expected;
  /** Another phone of the victim's own account. */
  secondPhone?: Expected;
  /** The operator whose role does not reach. */
  lacking?: 'wang' | 'li';
  /** A registered platform that did not open the session. */
  otherPlatform?: Expected;
}

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const point = (): string => text(sm2GenerateKeyPair(random).publicKey);
const nonces = (count: number): { ceremonyId: string; counter: number; q1: string[] } => ({
  ceremonyId: randomUUID(),
  counter: 0,
  q1: Array.from({ length: count }, () => text(phoneStartSignature({ random }).q1)),
});
const pdf = (): File => new File([new Uint8Array(tender())], 'a.pdf', { type: 'application/pdf' });

/** The half of a key that this very phone could have made. */
function halfKey(caller: Phone): { keyId: string; p1: string; proof: string } {
  const keyId = randomUUID();
  const context = { keyId, account: accountOf(caller).id, device: caller.device.thumbprint };
  const { p1, proof } = phoneStartKey({ context, random });
  return { keyId, p1: text(p1), proof: text(proof) };
}

const ofOrder = (kind: 'issued' | 'paid' | 'submitted' | 'draft') => (victim: Victim) => ({
  orderId: victim[kind].orderId,
});
const nothing = () => ({});
const noOrder = { stranger: 'orders/not-found' } as const;
const noScan = { stranger: 'scan/not-found', secondPhone: 'scan/not-found' } as const;

export const table: Record<string, Row> = {
  // The outbox on the screen stands in for a provider; whoever configures it shows every message.
  'accounts.listOutboxMessages': { input: nothing, nobody: 'open' },
  'accounts.logInByCode': {
    input: ({ who }) => ({ phone: who.phone, code: '000000' }),
    nobody: 'auth/proof-invalid',
  },
  'accounts.logInOperator': {
    input: () => ({ name: 'li', password: 'not the password' }),
    nobody: 'accounts/password-wrong',
  },
  'accounts.logOut': { input: nothing, stranger: 'own', secondPhone: 'own' },
  'accounts.logOutOperator': { input: nothing },
  'accounts.sendLoginCode': { input: () => ({ phone: '13900000099' }), nobody: 'own' },
  'accounts.showAccount': { input: nothing, stranger: 'own' },
  'accounts.showOperator': { input: nothing },
  'catalogue.listProducts': { input: nothing, nobody: 'own' },
  'certificates.beginCertificateRequest': {
    input: ({ paid }) => ({ orderId: paid.orderId, keyId: paid.keyId, ...nonces(1) }),
    stranger: 'orders/not-found',
    secondPhone: 'keys/device-mismatch',
  },
  'certificates.finishCertificateRequest': {
    input: ({ paid }) => ({ ...paid, s1: [] }),
    stranger: 'orders/not-found',
    secondPhone: 'keys/device-mismatch',
  },
  'certificates.issueCertificates': { input: ofOrder('paid'), ...noOrder },
  'certificates.listCertificates': { input: nothing, stranger: 'own' },
  'enterprises.listMemberships': { input: nothing, stranger: 'own' },
  'enterprises.searchEnterprises': { input: ({ who }) => ({ query: who.form.uscc }), stranger: 'own' },
  'identityProofing.proveIdentityByBankCard': {
    input: ({ who: { name, idNumber, cardNumber, phone } }) => ({ name, idNumber, cardNumber, phone, consent: true }),
    stranger: 'identity-proofing/already-done',
  },
  'keys.createEncryptionKey': {
    input: ({ paid }) => ({ orderId: paid.orderId, keyId: randomUUID(), recipient: point() }),
    stranger: 'orders/not-found',
    secondPhone: 'keys/exists',
  },
  'keys.createKey': {
    input: ({ paid }, caller) => ({ orderId: paid.orderId, ...halfKey(caller) }),
    stranger: 'orders/not-found',
    secondPhone: 'keys/exists',
  },
  'keys.openBlinded': {
    input: ({ issued }) => ({
      keyId: issued.encryptionKeyId,
      requestId: randomUUID(),
      blinded: point(),
      t1: point(),
      proof: text(random(194)),
    }),
    stranger: 'keys/not-found',
    secondPhone: 'keys/device-mismatch',
  },
  'keys.showKey': { input: ({ issued }) => ({ keyId: issued.keyId }), stranger: 'keys/not-found' },
  'orders.acceptOrder': { input: ofOrder('submitted'), lacking: 'li' },
  'orders.approveOrder': { input: ofOrder('submitted'), lacking: 'wang' },
  'orders.createOrder': {
    input: ({ who }) => ({ productId: PRODUCT, form: who.form, requestId: randomUUID() }),
    stranger: 'enterprises/already-claimed',
  },
  'orders.editOrder': { input: ({ draft, who }) => ({ ...draft, form: who.form }), ...noOrder },
  'orders.listOrderQueue': { input: () => ({ queue: 'acceptance' }) },
  'orders.listOrders': { input: nothing, stranger: 'own' },
  'orders.refuseOrder': {
    input: ({ submitted }) => ({ ...submitted, reason: 'other', note: '', materialIds: [] }),
    lacking: 'li',
  },
  'orders.revealApplicant': { input: ofOrder('submitted') },
  'orders.reviewOrder': { input: ofOrder('submitted') },
  'orders.showMaterial': { input: ({ issued: { orderId, materialId } }) => ({ orderId, materialId }) },
  'orders.showOrder': { input: ofOrder('issued'), ...noOrder },
  'orders.submitOrder': { input: ofOrder('draft'), ...noOrder },
  'orders.uploadMaterial': {
    input: ({ draft }) => ({ ...draft, kind: 'business-licence', file: material() }),
    ...noOrder,
  },
  'payments.createPayment': { input: ofOrder('issued'), ...noOrder },
  'payments.showPayment': { input: ofOrder('issued'), ...noOrder },
  'platforms.listPlatforms': { input: nothing, stranger: 'own' },
  'scanSessions.beginScanSignature': {
    input: ({ waiting: { request } }) => ({ id: request.id, number: request.numbers[0] ?? null, ...nonces(2) }),
    ...noScan,
  },
  'scanSessions.claimScanSession': {
    input: ({ waiting }, _caller, story) => ticketOf(story, waiting.session),
    stranger: 'scan/taken',
    secondPhone: 'scan/taken',
  },
  'scanSessions.downloadSealedDocument': {
    input: ({ confirmed: { documentId } }) => ({ documentId }),
    otherPlatform: 'scan/document-not-found',
  },
  'scanSessions.finishScanSignature': {
    input: ({ waiting: { request } }) => ({ id: request.id, ceremonyId: randomUUID(), s1: [] }),
    ...noScan,
  },
  'scanSessions.openLoginInteraction': { input: () => ({ uid: 'unknown' }), nobody: 'scan/not-found' },
  'scanSessions.openScanSession': {
    input: (_victim, _caller, story) => ({ kind: 'login', ...loginRequest(story) }),
    otherPlatform: 'platforms/origin-not-registered',
  },
  'scanSessions.prepareScanSession': {
    input: ({ waiting: { request }, issued: { certificateId }, sealId }) => ({ id: request.id, certificateId, sealId }),
    ...noScan,
  },
  'scanSessions.readScanDocument': {
    input: ({ waiting: { request } }) => ({ id: request.id, documentId: request.documents[0]?.id }),
    ...noScan,
  },
  'scanSessions.refuseScanSession': {
    input: ({ waiting: { request } }) => ({ id: request.id, reason: 'not-me' }),
    ...noScan,
  },
  'scanSessions.showScanRequest': { input: ({ waiting: { request } }) => ({ id: request.id }), ...noScan },
  'scanSessions.takeScanResult': {
    // The result token is the victim's platform's own: stolen, it must be worth nothing.
    input: ({ confirmed: { session } }) => ({ id: session.id, resultToken: session.resultToken }),
    otherPlatform: 'scan/not-found',
  },
  'scanSessions.watchLoginInteraction': { input: () => ({ uid: 'unknown' }), nobody: 'scan/not-found' },
  'scanSessions.watchScanSession': {
    input: ({ waiting }) => ({ id: waiting.session.id }),
    otherPlatform: 'scan/not-found',
  },
  'seals.listSeals': { input: nothing, stranger: 'own' },
  'verification.verifyDocument': { input: () => ({ file: pdf() }), nobody: 'own' },
};
