export { type Account, demoAccounts } from './demo-accounts.ts';
export { SettingsError, type Settings, readSettings } from './settings.ts';
export { type RunningSystem, startSystem, type SystemOptions } from './start-system.ts';
export { SystemError, type SystemErrorCode } from './system-error.ts';
