/**
 * `node tools/screens/main.ts --out DIR`: the whole story in two browsers, with a picture of every screen on the way, in
 * both languages, as wide as a phone and as a desktop. For looking at; what can be judged without eyes is printed.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openStage } from '../walk/stage.ts';
import { Pictures } from './picture.ts';
import { walkEverywhere } from './walk-everywhere.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, scale: { type: 'string' }, dark: { type: 'boolean' } },
  });
  if (values.out === undefined) throw new TypeError('usage: node tools/screens/main.ts --out DIR [--scale N] [--dark]');
  const folder = resolve(values.out);
  mkdirSync(folder, { recursive: true });
  const pictures = new Pictures(folder);
  const stage = await openStage({ log: say, scale: Number(values.scale ?? 1), dark: values.dark });
  try {
    await walkEverywhere(stage, async (page, screen, options) => {
      say(`  ${screen}`);
      await pictures.look(page, screen, options);
    });
  } finally {
    await stage.close();
    for (const finding of pictures.findings) say(`! ${finding}`);
  }
  say(`✔ ${folder}`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof TypeError ? error.message : String((error as Error).stack)}\n`);
    process.exit(1);
  },
);
