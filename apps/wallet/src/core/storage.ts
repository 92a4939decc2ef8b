/**
 * What the phone keeps, and the port through which it is kept (IndexedDB in the browser, memory under Node).
 *
 * Guard against the thief with a copy of this storage: of a share only the masked value is here. P1, proofs, nonces,
 * nonce points and s' never are: they would let PINs be tried without the service counting (two-party-sm2 §8).
 */
import type { AccountView } from '@qianyin/contract';
import type { generateKeyPair } from 'dpop';

export type DeviceKeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

export interface DeviceRecord {
  keyPair: DeviceKeyPair;
}

export interface SessionRecord {
  token: string;
  expiresAt: string;
  account: AccountView;
}

/** A share of a two-party key under the PIN. */
export interface KeyRecord {
  keyId: string;
  accountId: string;
  orderId: string;
  purpose: 'signing' | 'encryption';
  /** P, 65 bytes; public, and no test for the share without the signer's half. */
  publicKey: Uint8Array;
  /** m = d1 + mask(Argon2id(PIN, salt)) mod n, 32 bytes. */
  masked: Uint8Array;
  salt: Uint8Array;
  /** Finished ceremonies of this key as this phone counted them. */
  counter: number;
}

/** Which operation finishes a ceremony. */
export type CeremonyPurpose =
  | { kind: 'certificate-request'; orderId: string; keyId: string }
  | { kind: 'scan'; scanId: string };

/** A ceremony whose finishing call was about to be sent: a lost answer is asked for again with the same id. */
export interface PendingCeremony {
  ceremonyId: string;
  keyId: string;
  purpose: CeremonyPurpose;
  /** e per message, to verify the signatures that come back. s' is not here: with Q1 it would test PINs offline. */
  digests: Uint8Array[];
}

/** Certificates that were checked against our keys and their chain. */
export interface CertificateRecord {
  certificateId: string;
  accountId: string;
  orderId: string;
  signingKeyId: string;
  encryptionKeyId: string;
  signing: Uint8Array;
  encryption: Uint8Array;
  /** Issuing CA, then root. */
  chain: Uint8Array[];
}

export interface WalletStores {
  /** One record, key `device`: outlives log-out, since every key is bound to it. */
  device: DeviceRecord;
  /** One record, key `session`. */
  session: SessionRecord;
  /** By key id. */
  keys: KeyRecord;
  /** By key id: a key has one ceremony at a time. */
  ceremonies: PendingCeremony;
  /** By certificate id. */
  certificates: CertificateRecord;
}
export type StoreName = keyof WalletStores;
export const STORE_NAMES = ['device', 'session', 'keys', 'ceremonies', 'certificates'] as const satisfies StoreName[];

/** One write; without `value` the record is deleted. */
export type StorageChange = { [S in StoreName]: { store: S; key: string; value?: WalletStores[S] } }[StoreName];

export interface WalletStorage {
  get<S extends StoreName>(store: S, key: string): Promise<WalletStores[S] | undefined>;
  list<S extends StoreName>(store: S): Promise<WalletStores[S][]>;
  /** All of them or none, and durable when it resolves. */
  commit(changes: StorageChange[]): Promise<void>;
}
