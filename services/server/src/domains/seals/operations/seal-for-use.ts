/** The seal somebody is about to lay into a document. */
import type { SealDrawing } from '@qianyin/pki';
import type { Db } from '../../../platform/database.ts';
import { found } from '../../../platform/errors.ts';
import { sealOf } from '../store.ts';

/** Throws `seals/not-found`, also for another account's seal and one that goes with another certificate. */
export async function sealForUse(
  db: Db,
  wanted: { accountId: string; sealId: string; certificateId: string },
): Promise<{ id: string; name: string; drawing: SealDrawing }> {
  const { id, name, drawing } = found(await sealOf(db, wanted), 'seals/not-found');
  return { id, name, drawing };
}
