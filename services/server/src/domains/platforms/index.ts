export { isPlatformSecret, requirePlatform } from './guards.ts';
export type { Platform } from './model.ts';
export { platformsRoutes } from './routes.ts';
export { requireKind, requireOrigin, requireRedirect } from './rules.ts';
export { noteUse, platformById, seedPlatforms, zoneSince } from './store.ts';
