/**
 * Argon2id (RFC 9106) over the PIN: 64 MiB, three passes, one lane. The browser runs this module in a worker so that
 * the screen stays alive; Node runs it as it is.
 *
 * It slows down a thief who already has the signer's half; without it there is nothing to test a PIN against.
 */
import { argon2id } from 'hash-wasm';

export const PIN_STRETCH = { memorySize: 64 * 1024, iterations: 3, parallelism: 1, hashLength: 32 } as const;
export const SALT_LENGTH = 16;

/** 32 bytes for maskShare and unmaskShare; the caller wipes them. */
export type StretchPin = (pin: string, salt: Uint8Array) => Promise<Uint8Array>;

export const stretchPin: StretchPin = (pin, salt) =>
  argon2id({ ...PIN_STRETCH, password: pin, salt, outputType: 'binary' });
