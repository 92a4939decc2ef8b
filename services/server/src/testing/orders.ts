/** Orders of a test at each stage, made by the operations themselves. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClaimForm } from '@qianyin/contract';
import { validUscc } from '@qianyin/testkit';
import type { Operator } from '../domains/accounts/index.ts';
import { type Catalogue, loadCatalogue } from '../domains/catalogue/index.ts';
import { markPaid } from '../domains/orders/index.ts';
import type { Order } from '../domains/orders/model.ts';
import { acceptOrder } from '../domains/orders/operations/accept-order.ts';
import { approveOrder } from '../domains/orders/operations/approve-order.ts';
import { createOrder } from '../domains/orders/operations/create-order.ts';
import { submitOrder } from '../domains/orders/operations/submit-order.ts';
import { uploadMaterial } from '../domains/orders/operations/upload-material.ts';
import { type BlobStore, folderBlobs } from '../platform/blobs.ts';
import { inTransaction } from '../platform/database.ts';
import { type DomainParts, domainParts } from './domain-parts.ts';
import { smallPdf } from './files.ts';
import { newOperator, provedAccount } from './people.ts';

export interface OrderParts extends DomainParts {
  blobs: BlobStore;
  catalogue: Catalogue;
}

/** Close with `await using`. */
export async function orderParts(): Promise<OrderParts> {
  const parts = await domainParts();
  const folder = mkdtempSync(join(tmpdir(), 'qianyin-files-'));
  return {
    ...parts,
    blobs: folderBlobs(folder, parts.cipher),
    catalogue: loadCatalogue(),
    async [Symbol.asyncDispose]() {
      await parts[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const PRODUCT = 'wallet-unit-certificate';

export function claimForm(more: Partial<ClaimForm> = {}): ClaimForm {
  return {
    unitName: '宿迁市洋河测试有限公司',
    uscc: validUscc(1),
    legalRepresentative: '赵一',
    registeredPlace: '江苏省宿迁市宿城区',
    unitPhone: '0527-84396024',
    email: 'office@example.com',
    ...more,
  };
}

export function draftOrder(parts: OrderParts, accountId: string, form: Partial<ClaimForm> = {}): Promise<Order> {
  return createOrder(parts, { accountId, productId: PRODUCT, form: claimForm(form), requestId: randomUUID() });
}

export function upload(parts: OrderParts, order: Pick<Order, 'id' | 'accountId'>, kind: string, text = kind) {
  const file = new File([smallPdf(text)], `${kind}.pdf`);
  return uploadMaterial(parts, { accountId: order.accountId, orderId: order.id, kind, file });
}

export async function submittedOrder(
  parts: OrderParts,
  accountId: string,
  form: Partial<ClaimForm> = {},
): Promise<Order> {
  const order = await draftOrder(parts, accountId, form);
  await upload(parts, order, 'business-licence');
  await upload(parts, order, 'agent-id-card');
  return submitOrder(parts, { accountId, orderId: order.id });
}

export interface Desk {
  acceptor: Operator;
  auditor: Operator;
}

export async function newDesk(parts: DomainParts): Promise<Desk> {
  return {
    acceptor: await newOperator(parts, ['acceptor'], '李受理'),
    auditor: await newOperator(parts, ['auditor'], '周审核'),
  };
}

/** An order of a new applicant (or the given account) that two operators decided on. */
export async function approvedOrder(
  parts: OrderParts,
  { accountId, desk, form }: { accountId?: string; desk?: Desk; form?: Partial<ClaimForm> } = {},
): Promise<Order> {
  const { acceptor, auditor } = desk ?? (await newDesk(parts));
  const { id: orderId } = await submittedOrder(parts, accountId ?? (await provedAccount(parts)), form);
  await acceptOrder(parts, { orderId, operator: acceptor });
  return approveOrder(parts, { orderId, operator: auditor });
}

/** An approved order that was paid, ready for its certificates. */
export async function paidOrder(parts: OrderParts, wish: Parameters<typeof approvedOrder>[1] = {}): Promise<Order> {
  const order = await approvedOrder(parts, wish);
  const at = parts.clock.now();
  await inTransaction(parts.db, (tx) => markPaid(tx, { orderId: order.id, at, paymentId: randomUUID() }));
  return { ...order, paidAt: at };
}
