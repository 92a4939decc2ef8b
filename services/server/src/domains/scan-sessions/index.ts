export { mountScanLink } from './link-route.ts';
export { type Session, stateOf } from './model.ts';
export { openScanSession, type OpenDeps } from './operations/open-scan-session.ts';
export { type LoginGrant, takeScanResult } from './operations/take-scan-result.ts';
export { watchSession } from './progress.ts';
export { scanSessionsRoutes } from './routes.ts';
export { sessionById } from './store.ts';
