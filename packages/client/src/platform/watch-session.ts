/**
 * Follows a session's events to its end. A broken stream is opened again, later each time; what was seen before is not
 * reported twice. A refusal (ProblemError) is final and thrown.
 */
import type { ScanProgress } from '@qianyin/contract';
import { NetworkError } from '../errors.ts';

type Connect = (signal: AbortSignal | undefined) => Promise<AsyncIterable<ScanProgress>>;

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5_000;
/** About a minute and a half of silence: longer than a session lives unscanned. */
const MAX_FAILURES = 22;

/** Yields each new progress; returns after the one that ends the session, or when the signal is aborted. */
export async function* watchSession(connect: Connect, signal?: AbortSignal): AsyncGenerator<ScanProgress, void, void> {
  let last = '';
  for (let failures = 0; ; failures += 1) {
    if (signal?.aborted) return;
    try {
      for await (const progress of await connect(signal)) {
        failures = 0;
        const seen = JSON.stringify(progress);
        if (seen !== last) yield progress;
        last = seen;
        if (isEnd(progress)) return;
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (!(error instanceof NetworkError) || failures >= MAX_FAILURES) throw error;
    }
    if (failures > MAX_FAILURES) throw new NetworkError();
    await pause(Math.min(FIRST_DELAY_MS * 2 ** failures, LONGEST_DELAY_MS), signal);
  }
}

function isEnd({ state }: ScanProgress): boolean {
  return state !== 'opened' && state !== 'scanned';
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}
