/** What a domain's test needs: a migrated database of its own, a clock to move, the field cipher. */
import { type TemporaryDatabase, temporaryDatabase } from '@qianyin/testkit';
import { pino } from 'pino';
import { migrations } from '../migrations/index.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, migrate, openDatabase } from '../platform/database.ts';
import { FieldCipher } from '../platform/field-cipher.ts';
import { migrateJobs } from '../platform/job-runner.ts';

interface TestClock extends Clock {
  advance(seconds: number): void;
}

export interface DomainParts extends AsyncDisposable {
  db: Db;
  clock: TestClock;
  cipher: FieldCipher;
  databaseUrl: string;
}

const START = Date.parse('2026-11-23T02:00:00Z');
const silent = pino({ level: 'silent' });

/** Close with `await using`. */
export async function domainParts(): Promise<DomainParts> {
  const temporary: TemporaryDatabase & AsyncDisposable = await temporaryDatabase({
    name: `server-${Object.keys(migrations).join('+')}`,
    prepare: async ({ urlAs }) => {
      const databaseUrl = await urlAs('qy_server');
      const { db, close } = openDatabase(databaseUrl, silent);
      await migrate(db, migrations);
      await migrateJobs({ databaseUrl, log: silent });
      await close();
    },
  });
  const databaseUrl = await temporary.urlAs('qy_server');
  const { db, close } = openDatabase(databaseUrl, silent);
  let now = START;
  return {
    db,
    databaseUrl,
    clock: {
      now: () => new Date(now),
      advance: (seconds) => {
        now += seconds * 1000;
      },
    },
    cipher: new FieldCipher(Buffer.alloc(32, 7)),
    async [Symbol.asyncDispose]() {
      await close();
      await temporary.drop();
    },
  };
}
