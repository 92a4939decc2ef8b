export { markIssued, markPaid, orderForIssuance, orderForPayment } from './fulfilment-store.ts';
export type { OrderForIssuance, OrderForPayment } from './model.ts';
export { ordersRoutes } from './routes.ts';
