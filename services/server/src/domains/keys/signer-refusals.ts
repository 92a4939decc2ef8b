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
  'signer/ceremony-unknown': 'keys/ceremony-stale',
  'signer/ceremony-pending': 'keys/ceremony-stale',
  'signer/ceremony-conflict': 'keys/ceremony-stale',
  'signer/ceremony-superseded': 'keys/ceremony-stale',
  'signer/ceremony-expired': 'keys/ceremony-stale',
  'signer/rate-limited': 'request/rate-limited',
};

/** What the phone made and only the signer can judge: a point off the curve, a proof of the wrong length. */
const FROM_THE_PHONE = /^(p1|proof|recipient|q1|s1|blinded|t1)(\.|$)/;

/** Runs a call to the signer; its refusals come out as ours. */
export async function askSigner<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof SignerError)) throw error;
    const { triesLeft, field } = error.data;
    if (error.code === 'signer/request-malformed' && field !== undefined && FROM_THE_PHONE.test(field))
      throw new Refusal('request/invalid', { fields: { [field]: 'malformed' }, cause: error });
    throw new Refusal(MEANING[error.code] ?? 'keys/signer-unavailable', {
      ...(triesLeft === undefined ? {} : { data: { triesLeft } }),
      cause: error,
    });
  }
}
