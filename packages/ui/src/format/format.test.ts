import assert from 'node:assert/strict';
import test from 'node:test';
import { formatBytes } from './bytes.ts';
import { formatCode } from './code.ts';
import { formatMoney } from './money.ts';
import { daysLeft, formatDate, formatDuration, formatElapsed, formatInstant, formatTime } from './time.ts';

test('money is grouped by thousands with two decimals', () => {
  assert.equal(formatMoney(125_000), '¥1,250.00');
  assert.equal(formatMoney(0), '¥0.00');
  assert.equal(formatMoney(5), '¥0.05');
  assert.equal(formatMoney(100_000_000), '¥1,000,000.00');
  assert.equal(formatMoney(-12_345), '-¥123.45');
});

test('codes come in groups of four', () => {
  assert.equal(formatCode('12345678'), '1234 5678');
  assert.equal(formatCode('1234 5678'), '1234 5678');
  assert.equal(formatCode('91320000MA1ABCDE2X'), '9132 0000 MA1A BCDE 2X');
  assert.equal(formatCode(''), '');
});

test('bytes never read 1024.0 of a unit', () => {
  assert.equal(formatBytes(0), '0 B');
  assert.equal(formatBytes(1023), '1023 B');
  assert.equal(formatBytes(1536), '1.5 KB');
  assert.equal(formatBytes(1024 * 1024 - 1), '1.0 MB');
  assert.equal(formatBytes(10 * 1024 * 1024), '10.0 MB');
});

test('times are those of Shanghai, whatever the machine’s zone', () => {
  assert.equal(formatInstant('2026-11-22T16:05:09Z', 'zh-CN'), '2026-11-23 周一 00:05');
  assert.equal(formatInstant('2026-11-22T16:05:09Z', 'en', { seconds: true }), 'Mon 2026-11-23 00:05:09');
  assert.equal(formatDate('2026-11-22T15:59:59Z', 'zh-CN'), '2026-11-22 周日');
  assert.equal(formatTime('2026-11-22T15:59:59Z'), '23:59');
});

test('days left count Shanghai dates', () => {
  const now = new Date('2026-11-22T15:59:59Z'); // 23:59:59 on the 22nd
  assert.equal(daysLeft('2026-11-22T15:59:59Z', now), 0);
  assert.equal(daysLeft('2026-11-22T16:00:00Z', now), 1);
  assert.equal(daysLeft('2026-11-20T16:00:00Z', now), -1);
});

test('elapsed time uses the largest fitting unit', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  assert.equal(formatElapsed('2026-11-22T11:59:30Z', now, 'zh-CN'), '刚刚');
  assert.equal(formatElapsed('2026-11-22T11:18:00Z', now, 'zh-CN'), '42 分钟');
  assert.equal(formatElapsed('2026-11-20T13:00:00Z', now, 'en'), '47 h');
  assert.equal(formatElapsed('2026-11-19T12:00:00Z', now, 'zh-CN'), '3 天');
});

test('waits are rounded up', () => {
  assert.equal(formatDuration(59.2, 'zh-CN'), '60 秒');
  assert.equal(formatDuration(91, 'zh-CN'), '2 分钟');
  assert.equal(formatDuration(3_541, 'en'), '60 min');
  assert.equal(formatDuration(82_800, 'zh-CN'), '23 小时');
});
