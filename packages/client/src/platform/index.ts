export { createPlatformClient, type PlatformClientOptions } from './create-platform-client.ts';
export type { LoginRequest, OpenedSession, PlatformClient, ScanResult, SealRequest } from './model.ts';
export { scanLink } from './scan-link.ts';
