/** The random values of a session, and the numbers among which the phone must choose; randomness is handed in. */
import type { ScanKind } from '@qianyin/contract';

/** `next(limit)` is uniform on [0, limit). */
export type RandomInt = (limit: number) => number;

/** Eight digits to type for whom scanning does not work. */
export function newTypedCode(next: RandomInt): string {
  return String(next(100_000_000)).padStart(8, '0');
}

/** Three different four-digit numbers; `number` is the one the page shows. Only kinds with documents have them. */
export function newNumbers(kind: ScanKind, next: RandomInt): { number: string; numbers: string[] } | null {
  if (kind === 'login') return null;
  const numbers = new Set<string>();
  while (numbers.size < 3) numbers.add(String(1000 + next(9000)));
  const list = [...numbers];
  return { number: list[next(3)] ?? '', numbers: list };
}
