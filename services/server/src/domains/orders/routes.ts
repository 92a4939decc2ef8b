/** The HTTP of orders: the applicant's side, then the desk's. */
import type { BlobStore } from '../../platform/blobs.ts';
import { found } from '../../platform/errors.ts';
import { api } from '../../platform/http-context.ts';
import { type GuardDeps, requireOperator, requireWallet } from '../accounts/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import { submittedOrder } from './decisions-store.ts';
import { acceptOrder } from './operations/accept-order.ts';
import { approveOrder } from './operations/approve-order.ts';
import { createOrder } from './operations/create-order.ts';
import { editOrder } from './operations/edit-order.ts';
import { listOrderQueue } from './operations/list-order-queue.ts';
import { refuseOrder } from './operations/refuse-order.ts';
import { revealApplicant } from './operations/reveal-applicant.ts';
import { showMaterial } from './operations/show-material.ts';
import { submitOrder } from './operations/submit-order.ts';
import { uploadMaterial } from './operations/upload-material.ts';
import { reviewOf } from './review-view.ts';
import { orderOfAccount, ordersOfAccount } from './store.ts';
import { viewOrder, viewOrders } from './view.ts';

export interface OrdersDeps extends GuardDeps {
  catalogue: Catalogue;
  blobs: BlobStore;
}

export function ordersRoutes(deps: OrdersDeps) {
  return { ...applicantRoutes(deps), ...deskRoutes(deps) };
}

function applicantRoutes(deps: OrdersDeps) {
  const wallet = requireWallet(deps);
  const orders = api.orders;
  return {
    createOrder: orders.createOrder.use(wallet).handler(async ({ input, context }) => {
      return viewOrder(deps, await createOrder(deps, { accountId: context.holder.accountId, ...input }));
    }),
    editOrder: orders.editOrder.use(wallet).handler(async ({ input, context }) => {
      return viewOrder(deps, await editOrder(deps, { accountId: context.holder.accountId, ...input }));
    }),
    uploadMaterial: orders.uploadMaterial.use(wallet).handler(async ({ input, context }) => {
      return viewOrder(deps, await uploadMaterial(deps, { accountId: context.holder.accountId, ...input }));
    }),
    submitOrder: orders.submitOrder.use(wallet).handler(async ({ input, context }) => {
      return viewOrder(deps, await submitOrder(deps, { accountId: context.holder.accountId, ...input }));
    }),
    listOrders: orders.listOrders.use(wallet).handler(async ({ context }) => {
      const own = await ordersOfAccount(deps.db, deps.cipher, context.holder.accountId);
      return { orders: await viewOrders(deps, own) };
    }),
    showOrder: orders.showOrder.use(wallet).handler(async ({ input, context }) => {
      const order = await orderOfAccount(deps.db, deps.cipher, { accountId: context.holder.accountId, ...input });
      return viewOrder(deps, found(order, 'orders/not-found'));
    }),
  };
}

function deskRoutes(deps: OrdersDeps) {
  const operator = requireOperator(deps);
  const orders = api.orders;
  return {
    listOrderQueue: orders.listOrderQueue
      .use(operator)
      .handler(({ input, context }) => listOrderQueue(deps, { queue: input.queue, operator: context.operator })),
    reviewOrder: orders.reviewOrder.use(operator).handler(async ({ input, context }) => {
      const order = await submittedOrder(deps.db, deps.cipher, input.orderId);
      return reviewOf(deps, found(order, 'orders/not-found'), context.operator);
    }),
    showMaterial: orders.showMaterial
      .use(operator)
      .handler(({ input, context }) => showMaterial(deps, { ...input, operator: context.operator })),
    revealApplicant: orders.revealApplicant
      .use(operator)
      .handler(({ input, context }) => revealApplicant(deps, { ...input, operator: context.operator })),
    acceptOrder: orders.acceptOrder.use(requireOperator(deps, 'acceptor')).handler(async ({ input, context }) => {
      const order = await acceptOrder(deps, { ...input, operator: context.operator });
      return reviewOf(deps, order, context.operator, 'acceptance');
    }),
    approveOrder: orders.approveOrder.use(requireOperator(deps, 'auditor')).handler(async ({ input, context }) => {
      const order = await approveOrder(deps, { ...input, operator: context.operator });
      return reviewOf(deps, order, context.operator, 'audit');
    }),
    refuseOrder: orders.refuseOrder.use(operator).handler(async ({ input, context }) => {
      const order = await refuseOrder(deps, { ...input, operator: context.operator });
      return reviewOf(deps, order, context.operator, order.acceptedAt === null ? 'acceptance' : 'audit');
    }),
  };
}
