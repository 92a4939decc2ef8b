/**
 * The key store as the rest of the signer sees it. Today: a master key file (file-key-store.ts). A PKCS#11 token fits
 * behind the same port: the sealing key and the authorities' keys then never leave it, and `reference` names an object.
 */
import type { Secret } from '@qianyin/gm';

/** What a sealed value is for and whose it is. It is bound into the ciphertext: a value moved to another row does not open. */
export interface Label {
  purpose: 'check' | 'd2' | 'p1' | 'key-proof' | 'k2' | 'authority';
  id: string;
}

export interface KeyStore {
  /** Encrypts a secret for storage in the database. */
  seal(label: Label, secret: Secret): Promise<Uint8Array>;
  /** Decrypts. Throws KeyStoreError when label or ciphertext do not belong together. */
  open(label: Label, sealed: Uint8Array): Promise<Secret>;
  /** Makes an authority's SM2 key; the reference is what the database keeps. */
  generateAuthorityKey(id: string): Promise<{ publicKey: Uint8Array; reference: Uint8Array }>;
  /** Signs a message (SM2 with SM3, default id) with an authority's key: r‖s. */
  signAsAuthority(id: string, reference: Uint8Array, message: Uint8Array): Promise<Uint8Array>;
}

export class KeyStoreError extends Error {
  override readonly name = 'KeyStoreError';
  readonly code: 'keystore/not-sealed-here';

  constructor(options?: ErrorOptions) {
    super('keystore/not-sealed-here', options);
    this.code = 'keystore/not-sealed-here';
  }
}
