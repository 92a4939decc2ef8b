export { alipayProvider } from './adapters/alipay.ts';
export type { PaymentJobs } from './events.ts';
export { mountPaymentNotice } from './notify-route.ts';
export { requeryPayments } from './operations/requery-payments.ts';
export type { PaymentProvider } from './port.ts';
export { paymentsRoutes } from './routes.ts';
