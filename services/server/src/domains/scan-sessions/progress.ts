/** The progress of a session as a stream: the state now, each change, the end. */
import type { ScanProgress } from '@qianyin/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database.ts';
import { found } from '../../platform/errors.ts';
import type { News } from '../../platform/events.ts';
import { type Session, expiryOf, stateOf, topicOf } from './model.ts';
import { sessionById } from './store.ts';

const FINAL = new Set(['confirmed', 'refused', 'expired', 'failed']);

/** Ends after a final state, or when `signal` aborts (the page went away). */
export async function* watchSession(
  { db, clock, news }: { db: Db; clock: Clock; news: News },
  id: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<ScanProgress> {
  let wake: () => void = () => undefined;
  let changed = true;
  const stop = news.listen(topicOf(id), () => {
    changed = true;
    wake();
  });
  const abort = (): void => wake();
  signal?.addEventListener('abort', abort);
  try {
    let last = '';
    for (;;) {
      if (signal?.aborted === true) return;
      changed = false;
      const session = found(await sessionById(db, id), 'scan/not-found');
      const progress = progressOf(session, clock.now());
      const text = JSON.stringify(progress);
      if (text !== last) yield progress;
      last = text;
      if (FINAL.has(progress.state)) return;
      const untilExpiry = expiryOf(session).getTime() - clock.now().getTime();
      // News that came while the state was being read is not slept over.
      if (!changed) await sleepUntilWoken(untilExpiry, (call) => (wake = call));
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', abort);
  }
}

function progressOf(session: Session, now: Date): ScanProgress {
  const state = stateOf(session, now);
  return {
    state,
    number: state === 'scanned' ? session.number : null,
    expiresAt: expiryOf(session).toISOString(),
  };
}

function sleepUntilWoken(milliseconds: number, onWake: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.max(50, milliseconds + 20));
    onWake(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
