/** What a platform may ask for, pure. */
import type { ScanKind } from '@qianyin/contract';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from './model.ts';

export function requireKind(platform: Platform, kind: ScanKind): void {
  if (!platform.kinds.includes(kind)) throw new Refusal('platforms/kind-not-allowed');
}

/** The origin shown on the phone is the registered one; a platform cannot speak in another's name. */
export function requireOrigin(platform: Platform, origin: string): void {
  if (platform.origin !== origin) throw new Refusal('platforms/origin-not-registered');
}

/** Compared as strings: RFC 9700 §2.1. */
export function requireRedirect(platform: Platform, redirectUri: string): void {
  if (!platform.redirectUris.includes(redirectUri)) throw new Refusal('platforms/redirect-not-registered');
}
