/**
 * `npm run bench -- [NAME…] [--json]`: figures of this machine at this moment, each beside its goal. Measurements, not
 * tests: a busy machine is slow. With --json one object a benchmark, a line each. All by default.
 */
import { parseArgs } from 'node:util';
import type { Comparison } from './compare.ts';
import type { Figure } from './figure.ts';
import { measureLeaks } from './leak.ts';
import { measureMemory } from './memory.ts';
import { measurePki } from './pki.ts';
import { measureSm2 } from './sm2.ts';
import { measureSm3 } from './sm3.ts';
import { measureSm4 } from './sm4.ts';
import { measureStart } from './start.ts';
import { measureWalletSize } from './wallet-size.ts';

const BENCHES: Record<string, () => Promise<Figure[] | Comparison>> = {
  leak: measureLeaks,
  start: measureStart,
  memory: measureMemory,
  pki: measurePki,
  'wallet-size': measureWalletSize,
  sm2: measureSm2,
  sm3: measureSm3,
  sm4: measureSm4,
};

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = names.find((name) => BENCHES[name] === undefined);
if (unknown === undefined) {
  for (const name of names) {
    const measured = (await BENCHES[name]?.()) ?? [];
    const json = Array.isArray(measured) ? { bench: name, figures: measured } : measured;
    process.stdout.write(values.json ? `${JSON.stringify(json)}\n` : asTable(measured));
  }
} else {
  process.stderr.write(`There is no benchmark ${unknown}: choose from ${Object.keys(BENCHES).join(', ')}.\n`);
  process.exitCode = 1;
}

function asTable(measured: Figure[] | Comparison): string {
  const row = (name: string, value: number, unit: string, goal?: number) =>
    `${name.padEnd(36)}${value.toFixed(1).padStart(11)} ${unit.padEnd(6)}${goal === undefined ? '' : ` goal ${goal}`}\n`;
  if (Array.isArray(measured))
    return measured.map(({ name, value, unit, goal }) => row(name, value, unit, goal)).join('');
  const { bench, ratios, goals, medians, facts = {}, unit } = measured;
  const rows = (figures: Record<string, number>, of: string) =>
    Object.entries(figures).map(([name, value]) => row(`${bench} ${name}`, value, of, goals[name]));
  return [...rows(ratios, '×'), ...rows(medians, unit), ...rows(facts, '')].join('');
}
