/**
 * `npm run bench -- [start] [memory] [wallet-size] [--json]`: figures of this machine at this moment, each beside its
 * goal. Measurements, not tests: a busy machine is slow. All by default.
 */
import { parseArgs } from 'node:util';
import type { Figure } from './figure.ts';
import { measureMemory } from './memory.ts';
import { measureStart } from './start.ts';
import { measureWalletSize } from './wallet-size.ts';

const BENCHES: Record<string, () => Promise<Figure[]>> = {
  start: measureStart,
  memory: measureMemory,
  'wallet-size': measureWalletSize,
};

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = names.find((name) => BENCHES[name] === undefined);
if (unknown === undefined) {
  const figures: Figure[] = [];
  for (const name of names) figures.push(...((await BENCHES[name]?.()) ?? []));
  process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : asTable(figures));
} else {
  process.stderr.write(`There is no benchmark ${unknown}: choose from ${Object.keys(BENCHES).join(', ')}.\n`);
  process.exitCode = 1;
}

function asTable(figures: Figure[]): string {
  const line = ({ name, value, unit, goal }: Figure) =>
    `${name.padEnd(36)}${value.toFixed(1).padStart(9)} ${unit.padEnd(4)}${goal === undefined ? '' : ` goal ${goal}`}\n`;
  return figures.map(line).join('');
}
