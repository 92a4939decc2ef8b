/**
 * The phone: its ports and what every action receives. Opened once by the app, or by a test that plays the phone.
 */
import type { RandomBytes } from '@qianyin/gm';
import { type Api, openApi } from './api.ts';
import { type DeviceKey, openDeviceKey } from './device-key.ts';
import { WalletError } from './errors.ts';
import type { StretchPin } from './pin-stretch.ts';
import type { SessionRecord, WalletStorage } from './storage.ts';

export interface Ports {
  storage: WalletStorage;
  /** The platform's fetch. */
  fetch: typeof globalThis.fetch;
  /** Origin of the service, without a trailing slash. */
  baseUrl: string;
  clock: () => Date;
  /** The platform's CSPRNG. */
  random: RandomBytes;
  stretchPin: StretchPin;
}

export interface Phone {
  readonly storage: WalletStorage;
  /** The public interface as this device and session. Rejects with the client's ProblemError. */
  readonly api: Api;
  readonly device: DeviceKey;
  readonly clock: () => Date;
  readonly random: RandomBytes;
  readonly stretchPin: StretchPin;
  /** Changed by session.ts only. */
  session: SessionRecord | undefined;
}

export async function openPhone(ports: Ports): Promise<Phone> {
  const device = await openDeviceKey(ports.storage);
  const phone: Phone = {
    storage: ports.storage,
    api: openApi({ baseUrl: ports.baseUrl, fetch: ports.fetch, device, token: () => phone.session?.token }),
    device,
    clock: ports.clock,
    random: ports.random,
    stretchPin: ports.stretchPin,
    session: await ports.storage.get('session', 'session'),
  };
  return phone;
}

/** The account this phone is logged in to. Throws wallet/logged-out. */
export function accountOf(phone: Phone): SessionRecord['account'] {
  if (phone.session === undefined) throw new WalletError('wallet/logged-out');
  return phone.session.account;
}
