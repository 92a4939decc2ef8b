/**
 * node src/verify-audit.ts CONFIG.json: walks the audit chain and says whether it is whole. Exit 0 when it is, 1 when not.
 * Compare the printed head with one kept elsewhere: rows cut off the end show in no other way.
 */
import { verifyAudit } from './audit/verify.ts';
import { readConfig, StartError } from './config.ts';
import { openDatabase } from './database/open.ts';

async function main(): Promise<void> {
  const { databaseUrl } = readConfig(process.argv[2]);
  const db = openDatabase({ databaseUrl, onError: () => undefined });
  try {
    const report = await verifyAudit(db);
    if (report.intact) {
      process.stdout.write(`Intact: ${report.sequence} rows, head ${Buffer.from(report.hash).toString('hex')}.\n`);
    } else {
      process.stdout.write(`Altered: row ${report.firstBad} is the first that does not fit.\n`);
      process.exitCode = 1;
    }
  } finally {
    await db.destroy();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof StartError ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
