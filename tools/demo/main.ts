/**
 * `npm run demo -- --out DIR`: the first journey without a browser, through the public interface of a system started
 * for it in a temporary folder and on free ports. The phone is played by the wallet's own code.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startSystem } from '../system/index.ts';
import { Artefacts } from './artefacts.ts';
import { runJourney } from './journey.ts';
import { Steps } from './steps.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (values.out === undefined) throw new TypeError('usage: npm run demo -- --out DIR');
  const out = resolve(values.out);
  mkdirSync(out, { recursive: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'qianyin-demo-'));
  const steps = new Steps(say);
  try {
    const system = await steps.run('start', () =>
      startSystem({ dataDir, port: 0, exchangePort: 0, log: say, logLevel: 'warn' }),
    );
    try {
      const artefacts = new Artefacts(out);
      await runJourney({ system, dataDir, artefacts, steps });
      // Written last: whoever finds it finds everything.
      artefacts.writeJson('journey.json', steps.report());
      say(`✔ ${out}`);
    } finally {
      await system.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof TypeError ? error.message : String((error as Error).stack)}\n`);
    process.exit(1);
  },
);
