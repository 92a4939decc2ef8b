export { type DemoOperator, seedOperators } from './demo.ts';
export { textAccount } from './events.ts';
export { type GuardDeps, requireOperator, requireWallet } from './guards.ts';
export type { Operator, WalletHolder } from './model.ts';
export { type AccountsDeps, accountsRoutes } from './routes.ts';
export { operatorNames } from './sessions-store.ts';
export { outboxProvider, sendSms, type SmsProvider } from './sms.ts';
export { accountPhone } from './store.ts';
export { sweepAccounts } from './sweep.ts';
