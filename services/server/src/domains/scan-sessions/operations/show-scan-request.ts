/** What the phone shows: who asks, for what, which documents, where the browser is, which certificates qualify. */
import type { ScanRequest } from '@qianyin/contract';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/database.ts';
import { found } from '../../../platform/errors.ts';
import { eligibleCertificates } from '../../certificates/index.ts';
import { platformById, zoneSince } from '../../platforms/index.ts';
import { documentsOf } from '../documents-store.ts';
import { type Session, expiryOf, stateOf } from '../model.ts';

export async function describeRequest(
  { db, clock }: { db: Db; clock: Clock },
  { session, accountId }: { session: Session; accountId: string },
): Promise<ScanRequest> {
  const now = clock.now();
  const platform = found(await platformById(db, session.platformId), 'scan/not-found');
  const boundAt = await zoneSince(db, { accountId, platformId: platform.id });
  const documents = await documentsOf(db, session.id);
  return {
    id: session.id,
    kind: session.kind,
    state: stateOf(session, now),
    platform: {
      id: platform.id,
      name: platform.name,
      origin: session.origin,
      boundAt: boundAt?.toISOString() ?? null,
    },
    display: session.display,
    documents: documents.map(({ id, name, bytes, pages }) => ({ id, name, bytes, pages })),
    browser: { address: session.browserAddress, agent: session.browserAgent },
    numbers: session.numbers ?? [],
    certificateIds: await eligibleCertificates(db, { accountId, ...(session.uscc ? { uscc: session.uscc } : {}), now }),
    expiresAt: expiryOf(session).toISOString(),
  };
}
