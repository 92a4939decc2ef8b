/**
 * The key of this device (P-256, WebCrypto, not extractable) and the proofs that it is in hand: RFC 9449 DPoP.
 * The token and every two-party key are bound to its RFC 7638 thumbprint. It is made once and outlives log-out.
 */
import { calculateThumbprint, generateKeyPair, generateProof } from 'dpop';
import type { DeviceKeyPair, WalletStorage } from './storage.ts';

export interface DeviceKey {
  keyPair: DeviceKeyPair;
  /** RFC 7638 thumbprint, base64url: the name of this device in key contexts. */
  thumbprint: string;
}

const RECORD = 'device';

/** The device's key, made at the first call. */
export async function openDeviceKey(storage: WalletStorage): Promise<DeviceKey> {
  const kept = await storage.get('device', RECORD);
  const keyPair = kept?.keyPair ?? (await makeDeviceKey(storage));
  return { keyPair, thumbprint: await calculateThumbprint(keyPair.publicKey) };
}

async function makeDeviceKey(storage: WalletStorage): Promise<DeviceKeyPair> {
  const keyPair = await generateKeyPair('ES256', { extractable: false });
  await storage.commit([{ store: 'device', key: RECORD, value: { keyPair } }]);
  return keyPair;
}

/** A proof for one request; with a token it also binds the token (`ath`). */
export function proveDevice(key: DeviceKey, request: { method: string; url: string; token?: string }): Promise<string> {
  const url = new URL(request.url);
  // RFC 9449 §4.2: `htu` is the target without query and fragment, which also keeps what is searched for out of proofs.
  return generateProof(key.keyPair, `${url.origin}${url.pathname}`, request.method, undefined, request.token);
}
