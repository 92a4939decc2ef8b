/** Operators of a fresh machine, so that the desk can be opened; a name that exists is left as it is. */
import { randomUUID } from 'node:crypto';
import type { OperatorRole } from '@qianyin/contract';
import { hashPassword } from '@qianyin/service/passwords';
import type { Clock } from '../../platform/clock.ts';
import { type Db, inTransaction } from '../../platform/database.ts';
import { recordAudit } from '../audit/index.ts';
import { insertOperator, operatorByName } from './operators-store.ts';

export interface DemoOperator {
  name: string;
  password: string;
  displayName: string;
  roles: OperatorRole[];
}

export async function seedOperators(
  { db, clock }: { db: Db; clock: Clock },
  operators: readonly DemoOperator[],
): Promise<void> {
  for (const operator of operators) {
    if (await operatorByName(db, operator.name)) continue;
    const passwordHash = await hashPassword(operator.password);
    await inTransaction(db, async (tx) => {
      const now = clock.now();
      const id = randomUUID();
      const isNew = await insertOperator(tx, {
        id,
        name: operator.name,
        display_name: operator.displayName,
        password_hash: passwordHash,
        roles: operator.roles,
        failures: 0,
        locked_until: null,
        created_at: now,
        ended_at: null,
      });
      if (isNew)
        await recordAudit(tx, {
          at: now,
          actor: { kind: 'system', id: 'demo' },
          action: 'seed-operator',
          subject: { kind: 'operator', id },
        });
    });
  }
}
