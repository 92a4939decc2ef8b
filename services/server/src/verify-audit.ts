/**
 * `node src/verify-audit.ts CONFIG.json`: walks the audit chain and says whether it is whole. Exit 0 when it is, 1 when
 * not. Rows of the last minute may not be chained yet; rows cut off the end show only against a count kept elsewhere.
 */
import { readConfig } from '@qianyin/service';
import { pino } from 'pino';
import { serverConfig } from './compose/config.ts';
import { verifyChain } from './domains/audit/index.ts';
import { openDatabase } from './platform/database.ts';

const { databaseUrl } = readConfig(process.argv[2] ?? '', serverConfig);
const { db, close } = openDatabase(databaseUrl, pino({ level: 'silent' }));
try {
  const { length, firstBroken } = await verifyChain(db);
  if (firstBroken === null) process.stdout.write(`Intact: ${length} rows.\n`);
  else process.stdout.write(`Altered: row ${firstBroken} is the first that does not fit.\n`);
  process.exitCode = firstBroken === null ? 0 : 1;
} finally {
  await close();
}
