/** What the signer's codes mean to a wallet: one table, everything else is a signer that cannot be used now. */
import type { ErrorCode } from '@qianyin/contract';
import { SignerError, type SignerErrorCode } from '@qianyin/signer/interface';
import { Refusal } from '../../platform/errors.ts';

const MEANING: Partial<Record<SignerErrorCode, ErrorCode>> = {
  'signer/key-unknown': 'keys/not-found',
  'signer/key-conflict': 'keys/exists',
  'signer/key-purpose': 'keys/not-found',
  'signer/key-locked': 'keys/locked',
  'signer/key-ended': 'keys/not-found',
  'signer/proof-wrong': 'keys/proof-invalid',
  'signer/pin-wrong': 'keys/pin-wrong',
  'signer/clone-detected': 'keys/clone-detected',
  'signer/counter-ahead': 'keys/ceremony-stale',
  'signer/ceremony-unknown': 'keys/ceremony-stale',
  'signer/ceremony-pending': 'keys/ceremony-stale',
  'signer/ceremony-conflict': 'keys/ceremony-stale',
  'signer/ceremony-superseded': 'keys/ceremony-stale',
  'signer/ceremony-expired': 'keys/ceremony-stale',
  'signer/rate-limited': 'request/rate-limited',
};

/** Runs a call to the signer; its refusals come out as ours. */
export async function askSigner<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof SignerError)) throw error;
    const { triesLeft } = error.data;
    throw new Refusal(MEANING[error.code] ?? 'keys/signer-unavailable', {
      ...(triesLeft === undefined ? {} : { data: { triesLeft } }),
      cause: error,
    });
  }
}
