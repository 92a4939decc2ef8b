import assert from 'node:assert/strict';
import { test } from 'node:test';
import { smallJpeg, smallPdf, smallPng } from '../../testing/files.ts';
import { readMediaType } from './media-type.ts';

const cut = (bytes: Uint8Array, by: number) => bytes.slice(0, bytes.length - by);

test('knows whole files by their bytes', () => {
  assert.deepEqual(readMediaType(smallPdf()), { type: 'application/pdf', readable: true });
  assert.deepEqual(readMediaType(smallPng()), { type: 'image/png', readable: true });
  assert.deepEqual(readMediaType(smallJpeg()), { type: 'image/jpeg', readable: true });
});

test('knows cut files and pictures without a sane size', () => {
  for (const bytes of [
    cut(smallPdf(), 10),
    cut(smallPng(), 1),
    smallPng(0, 5),
    smallPng(100_000, 100_000),
    smallJpeg(0, 0),
    smallJpeg(65_000, 65_000),
    smallJpeg().slice(0, 20),
  ])
    assert.equal(readMediaType(bytes)?.readable, false);
});

test('takes nothing else for a material, whatever it is called', () => {
  for (const text of [
    '<html><script>1</script>',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'PK\u0003\u0004',
    '',
    ' %PDF-1.7',
  ])
    assert.equal(readMediaType(Buffer.from(text)), undefined);
});
