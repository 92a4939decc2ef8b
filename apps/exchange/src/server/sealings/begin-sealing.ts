/** Opens a sealing: the document goes to the service, which checks it; the answer is what the page follows. */
import type { PlatformClient } from '@qianyin/client/platform';
import type { SealPlacement } from '@qianyin/contract';
import { documentOf } from '../documents/store.ts';
import type { Unit } from '../logins/units-store.ts';
import type { Clock } from '../platform/clock.ts';
import { found } from '../platform/refusal.ts';
import type { SealingRunner } from './sealing-runner.ts';
import { insertSealing, type StoreParts } from './store.ts';

export interface BeginParts extends StoreParts {
  clock: Clock;
  platform: PlatformClient;
  runner: SealingRunner;
  origin: string;
}

interface Wanted {
  unit: Unit;
  documentId: string;
  placement: SealPlacement;
  browser: { address: string; agent: string };
}

/** The new sealing's id. */
export async function beginSealing(parts: BeginParts, wanted: Wanted): Promise<string> {
  const { unit, placement, browser } = wanted;
  const document = found(await documentOf(parts.db, { unitId: unit.id, id: wanted.documentId }));
  const session = await parts.platform.openSeal({
    origin: parts.origin,
    display: `在「${document.name}」第 ${placement.page} 页加盖电子印章`,
    browser,
    uscc: unit.uscc,
    document: document.content,
    documentName: document.name,
    placement,
  });
  const sealing = { unitId: unit.id, documentId: document.id, placement, session, now: parts.clock.now() };
  const id = await insertSealing(parts, sealing);
  parts.runner.start(id);
  return id;
}
