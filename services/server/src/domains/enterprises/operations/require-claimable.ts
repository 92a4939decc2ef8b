/** May this name and uscc be claimed? Asked before anything is paid for; issuance has the last word. */
import type { Db } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import { enterpriseByUscc, enterprisesByName } from '../store.ts';

/** Throws `enterprises/name-mismatch` when either belongs to a registered other, `enterprises/already-claimed`. */
export async function requireClaimable(db: Db, { name, uscc }: { name: string; uscc: string }): Promise<void> {
  const registered = await enterpriseByUscc(db, uscc);
  if (registered?.name === name) throw new Refusal('enterprises/already-claimed');
  if (registered !== undefined) throw new Refusal('enterprises/name-mismatch', { fields: { unitName: 'differs' } });
  const namesakes = await enterprisesByName(db, name);
  if (namesakes.length > 0) throw new Refusal('enterprises/name-mismatch', { fields: { uscc: 'differs' } });
}
