/** Values out of the service's answers, guarded at the door with their name. */
import { type Bytes, fromBase64url } from './bytes.ts';
import { WalletError } from './errors.ts';

/** Throws wallet/answer-invalid. */
export function answerBytes(text: string, field: string, length?: number): Bytes {
  const bytes = fromBase64url(text);
  if (bytes === undefined || (length !== undefined && bytes.length !== length)) {
    throw new WalletError('wallet/answer-invalid', { field });
  }
  return bytes;
}

/** One value per message. Throws wallet/answer-invalid. */
export function answerList(texts: string[], field: string, count: number, length: number): Bytes[] {
  if (texts.length !== count) throw new WalletError('wallet/answer-invalid', { field });
  return texts.map((text) => answerBytes(text, field, length));
}
