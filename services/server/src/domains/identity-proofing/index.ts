export { tencentBankCard } from './adapters/tencent-bank-card.ts';
export type { Identity } from './model.ts';
export type { BankCardProvider } from './port.ts';
export { identityProofingRoutes } from './routes.ts';
export { identitiesOf, identityOf, requireProof } from './store.ts';
