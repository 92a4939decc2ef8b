import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { countInstalled, hasDevelopmentPackages, installedMode } from './complete.mjs';

const here = { os: [process.platform], cpu: [process.arch] };
const LOCK: Record<string, object> = {
  '': {},
  'packages/own': { version: '1.0.0' },
  'node_modules/@t/own': { resolved: 'packages/own', link: true },
  'node_modules/run': { version: '1.0.0' },
  'node_modules/run/node_modules/inner': { version: '2.0.0' },
  'node_modules/tool': { version: '3.0.0', dev: true },
  'node_modules/for-here': { version: '1.0.0', optional: true, ...here },
  'node_modules/for-elsewhere': { version: '1.0.0', optional: true, os: 'plan9', cpu: 'mips' },
  'node_modules/whenever': { version: '1.0.0', optional: true },
};

/** Asks about an installation that recorded and put on disk `installed`. */
function ask<T>(installed: Record<string, object>, { unrecorded = false }, question: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'qianyin-complete-'));
  try {
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: LOCK }));
    if (!unrecorded)
      writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }));
    for (const path of Object.keys(installed)) {
      mkdirSync(join(root, path), { recursive: true });
      writeFileSync(join(root, path, 'package.json'), '{}');
    }
    return question(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function modeOf(installed: Record<string, object>, options = {}): [string | undefined, boolean] {
  return ask(installed, options, (root) => [installedMode(root), hasDevelopmentPackages(root)]);
}

const {
  'node_modules/run': run,
  'node_modules/run/node_modules/inner': inner,
  'node_modules/tool': tool,
  'node_modules/for-here': forHere,
} = LOCK as Record<string, object>;
const running = {
  'node_modules/run': run ?? {},
  'node_modules/run/node_modules/inner': inner ?? {},
  'node_modules/for-here': forHere ?? {},
};

test('everything there is a full installation, without other platforms’ packages', () => {
  assert.deepEqual(modeOf({ ...running, 'node_modules/tool': tool ?? {} }), ['full', true]);
});

test('without development packages it is good for running', () => {
  assert.deepEqual(modeOf(running), ['prod', false]);
});

test('another version, a missing package or a missing program for this platform is no installation', () => {
  assert.equal(modeOf({ ...running, 'node_modules/run': { version: '1.0.1' } })[0], undefined);
  assert.equal(modeOf({ 'node_modules/run': run ?? {}, 'node_modules/for-here': forHere ?? {} })[0], undefined);
  assert.equal(
    modeOf({ 'node_modules/run': run ?? {}, 'node_modules/run/node_modules/inner': inner ?? {} })[0],
    undefined,
  );
});

test('an installation that npm did not finish is none', () => {
  assert.equal(modeOf({ ...running, 'node_modules/tool': tool ?? {} }, { unrecorded: true })[0], undefined);
});

test('what is there of an installation under way, and what is to come', () => {
  const half = { 'node_modules/run': run ?? {}, 'node_modules/tool': tool ?? {} };
  const count = (mode: 'full' | 'prod') => ask(half, { unrecorded: true }, (root) => countInstalled(root, mode));
  assert.deepEqual(count('full'), { present: 2, wanted: 5 });
  assert.deepEqual(count('prod'), { present: 1, wanted: 4 });
});
