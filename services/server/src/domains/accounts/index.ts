export { seedOperators } from './demo.ts';
export { textAccount } from './events.ts';
export { type GuardDeps, requireOperator, requireWallet } from './guards.ts';
export type { Operator, WalletHolder } from './model.ts';
export { accountsRoutes } from './routes.ts';
export { operatorNames } from './operators-store.ts';
export { outboxProvider, sendSms } from './sms.ts';
export { accountPhone } from './store.ts';
export { sweepAccounts } from './sweep.ts';
