/** The unit that a certificate stands for here: the same uscc and the very same name, or a refusal that says which. */
import type { Db } from '@qianyin/service/database';
import { Refusal } from '../platform/refusal.ts';
import type { Claims } from './oidc-login.ts';
import { type Unit, unitByUscc } from './units-store.ts';

export async function matchUnit(db: Db, { uscc, unitName }: Claims): Promise<Unit> {
  const unit = await unitByUscc(db, uscc);
  if (!unit) throw new Refusal('exchange/unit-unknown', { uscc, unitName });
  if (unit.name !== unitName) throw new Refusal('exchange/unit-name-differs', { uscc, unitName });
  return unit;
}
