import { test } from 'node:test';
import { newSerial } from './index.ts';
import { drawn } from './random.ts';
import { refuses } from './testing/refusals.ts';

test('a source that gives too little, too much or something else is refused', () => {
  for (const given of [new Uint8Array(15), new Uint8Array(17), undefined, 'x'.repeat(16)])
    refuses(() => drawn(() => given as Uint8Array, 16), 'pki/bad-value', { field: 'random' });
  refuses(() => newSerial(() => new Uint8Array(0)), 'pki/bad-value', { field: 'random' });
});
