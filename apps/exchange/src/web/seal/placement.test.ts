import assert from 'node:assert/strict';
import { test } from 'node:test';
import { around, lowerRight, within } from './placement.ts';

const a4 = { widthMm: 210, heightMm: 297 };

test('by default the seal stands lower right, beside those that are there', () => {
  assert.deepEqual(lowerRight(3), { page: 3, xMm: 148, yMm: 25 });
  assert.deepEqual(lowerRight(3, a4, 1), { page: 3, xMm: 102, yMm: 25 });
  assert.deepEqual(lowerRight(3, a4, 9), { page: 3, xMm: 0, yMm: 25 });
  assert.deepEqual(lowerRight(1, { widthMm: 297, heightMm: 210 }), { page: 1, xMm: 235, yMm: 25 });
});

test('a click is its middle, and it never leaves the page', () => {
  assert.deepEqual(around({ page: 1, xMm: 100, yMm: 100 }, a4), { page: 1, xMm: 79, yMm: 79 });
  assert.deepEqual(around({ page: 1, xMm: 1, yMm: 296 }, a4), { page: 1, xMm: 0, yMm: 255 });
  assert.deepEqual(around({ page: 1, xMm: 209, yMm: 2 }, a4), { page: 1, xMm: 168, yMm: 0 });
});

test('a page smaller than the seal holds it at its corner', () => {
  assert.deepEqual(within({ page: 1, xMm: 10, yMm: 10 }, { widthMm: 30, heightMm: 30 }), { page: 1, xMm: 0, yMm: 0 });
});
