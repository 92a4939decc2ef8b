export type { OidcJobs } from './events.ts';
export { issueLoginCode } from './issue-login-code.ts';
export { mountOidc } from './plugin.ts';
export { createProvider } from './provider.ts';
export { loginInteractionRoutes } from './routes.ts';
export { loadSigningKey } from './signing-key.ts';
export { deleteExpired } from './store.ts';
