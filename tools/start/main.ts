/** `npm start`: the system on this machine, with addresses and demo accounts at the end. `-- --lan` for a real phone. */
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PostgresError } from '@qianyin/postgres';
import { readSettings, SettingsError, startSystem, SystemError } from '../system/index.ts';
import { summary } from './summary.ts';

const root = join(import.meta.dirname, '../..');
const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { lan: { type: 'boolean', default: false } } });
  const settings = readSettings(process.env, root);
  const began = performance.now();
  say('签印 Qianyin');
  const asked = new AbortController();
  // From the first moment: a Ctrl-C during the start stops what has been started by then.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort());
  const parent = Number(process.env.QY_PARENT_PID ?? process.ppid);
  setInterval(() => process.ppid !== parent && asked.abort(), 500).unref();

  const system = await startSystem({ ...settings, https: values.lan, signal: asked.signal, log: say }).catch(
    (error) => {
      if (!asked.signal.aborted) throw error;
    },
  );
  if (system !== undefined) {
    const seconds = (performance.now() - began) / 1000;
    say(await summary(system, { lan: values.lan, seconds, dataDir: settings.dataDir }));
    if (!asked.signal.aborted) await once(asked.signal, 'abort');
    say('· 正在停止 / stopping…');
    await system.stop();
  }
  say('✔ 已停止 / stopped');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(
      `${isExpected(error) ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exit(1);
  },
);

/** Errors whose message is meant for the person; anything else is our fault and shows where. */
function isExpected(error: unknown): error is Error {
  return (
    error instanceof SettingsError ||
    error instanceof SystemError ||
    error instanceof PostgresError ||
    (error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS'))
  );
}
