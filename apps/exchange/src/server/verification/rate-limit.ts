/** So many calls by one key in a sliding window; in memory, forgotten with the process. */
import type { Clock } from '../platform/clock.ts';

/** Beyond this many keys the oldest go: an attacker with many addresses must not fill the memory. */
const MAX_KEYS = 10_000;

export class RateLimit {
  readonly #times: number;
  readonly #ms: number;
  readonly #clock: Clock;
  readonly #calls = new Map<string, number[]>();

  constructor({ times, seconds, clock }: { times: number; seconds: number; clock: Clock }) {
    this.#times = times;
    this.#ms = seconds * 1000;
    this.#clock = clock;
  }

  /** Whether the key may call once more; a refused call does not count. */
  allows(key: string): boolean {
    const now = this.#clock.now().getTime();
    const recent = (this.#calls.get(key) ?? []).filter((at) => at > now - this.#ms);
    if (recent.length >= this.#times) return false;
    this.#calls.delete(key);
    this.#calls.set(key, [...recent, now]);
    const [oldest] = this.#calls.keys();
    if (this.#calls.size > MAX_KEYS && oldest !== undefined) this.#calls.delete(oldest);
    return true;
  }
}
