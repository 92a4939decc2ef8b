import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUscc } from '@qianyin/contract';
import { DEMO_UNITS } from './demo-accounts.ts';

test('the demo units have well-formed codes, all different', () => {
  for (const { uscc } of DEMO_UNITS) assert.ok(isUscc(uscc), uscc);
  assert.equal(new Set(DEMO_UNITS.map(({ uscc }) => uscc)).size, DEMO_UNITS.length);
});
