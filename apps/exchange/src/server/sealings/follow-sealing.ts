/** What a page is told of a sealing: where it stands, and a fresh link every two seconds while it waits for a phone. */
import type { PlatformClient } from '@qianyin/client/platform';
import type { SealingEvent } from '../../shared/views.ts';
import type { Clock } from '../platform/clock.ts';
import { Alarm } from '../platform/wait.ts';
import type { SealingRunner } from './sealing-runner.ts';
import { type Sealing, sealingById, type StoreParts } from './store.ts';

const REDRAW_MS = 2_000;
const QUIET_MS = 15_000;

interface FollowParts extends StoreParts {
  clock: Clock;
  platform: PlatformClient;
  runner: SealingRunner;
}

/** Events until the sealing ends or the page goes away. */
export async function* followSealing(
  parts: FollowParts,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<SealingEvent> {
  const alarm = new Alarm();
  const stop = parts.runner.listen(id, () => alarm.ring());
  try {
    while (!signal.aborted) {
      const sealing = await sealingById(parts, id);
      if (!sealing) return;
      yield await eventOf(parts, sealing);
      if (!['opened', 'scanned', 'confirmed'].includes(sealing.state)) return;
      await alarm.sleep(sealing.state === 'opened' ? REDRAW_MS : QUIET_MS, signal);
    }
  } finally {
    stop();
  }
}

async function eventOf({ platform, clock }: FollowParts, sealing: Sealing): Promise<SealingEvent> {
  const { id, state, document, placement, session, number, sealedDocumentId, problem } = sealing;
  return {
    id,
    state,
    document: { id: document.id, name: document.name },
    placement,
    link: state === 'opened' ? await platform.scanLink(session, clock.now()) : null,
    typedCode: session.typedCode,
    number: state === 'scanned' ? number : null,
    expiresAt: sealing.expiresAt.toISOString(),
    sealedDocumentId,
    problem,
  };
}
