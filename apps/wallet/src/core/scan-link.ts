/**
 * What a person brings from the computer: the link in the QR, `https://SERVICE/s/ID?t=SECONDS&c=CODE`
 * (specs/scan-session/v1.md), or the eight digits beside it. Nothing of the link is ever opened or shown; its three
 * values go to our own service, which alone knows the session.
 */
import { WalletError } from './errors.ts';

export type ScanTicket = { id: string; t: number; c: string } | { typedCode: string };

/** A QR holds at most a few thousand characters; ours has about a hundred. */
const MAX_LINK = 512;
const ID = /^\/s\/([A-Za-z0-9_-]{22})$/;
const CODE = /^[A-Za-z0-9_-]{43}$/;
const SECONDS = /^\d{1,12}$/;

/** Throws wallet/link-invalid. */
export function parseScanLink(text: string): ScanTicket {
  const url = readUrl(text.trim());
  const id = url && ID.exec(url.pathname)?.[1];
  if (url === undefined || id === undefined || !/^https?:$/.test(url.protocol)) {
    throw new WalletError('wallet/link-invalid');
  }
  const [t, c] = [url.searchParams.get('t') ?? '', url.searchParams.get('c') ?? ''];
  if (!SECONDS.test(t) || !CODE.test(c)) throw new WalletError('wallet/link-invalid', { field: 'code' });
  return { id, t: Number(t), c };
}

function readUrl(text: string): URL | undefined {
  try {
    return text.length <= MAX_LINK ? new URL(text) : undefined;
  } catch {
    // Not an address at all. URL.parse would say so without throwing; phones of 2023 do not have it.
    return undefined;
  }
}

/** Eight digits, blanks between them allowed. Throws wallet/typed-code-format. */
export function parseTypedCode(text: string): ScanTicket {
  const typedCode = text.replace(/[\s-]/g, '');
  if (!/^\d{8}$/.test(typedCode)) throw new WalletError('wallet/typed-code-format');
  return { typedCode };
}
