import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { pageFrame, pagePoint } from './geometry.ts';

// One A4 page whose box does not begin at the origin.
const BLANK = `%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[10 20 605.28 861.89]>>endobj
trailer<</Root 1 0 R>>`;
const pdf = await getDocument({ data: new TextEncoder().encode(BLANK), verbosity: 0 }).promise;
const page = await pdf.getPage(1);
after(() => pdf.loadingTask.destroy());

/** Drawn at 150 %. */
const viewport = (rotation: number) => page.getViewport({ scale: 1.5, rotation });
const close = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 0.01, `${actual} ≠ ${expected}`);

test('the lower left corner of the page is the origin, whatever the box', () => {
  const upright = viewport(0);
  const point = pagePoint(upright, 3, 0, upright.height);
  assert.equal(point.page, 3);
  close(point.xMm, 0);
  close(point.yMm, 0);
  const opposite = pagePoint(upright, 1, upright.width, 0);
  close(opposite.xMm, 210);
  close(opposite.yMm, 297);
});

test('a seal placed where one clicked is drawn there, also on a turned page', () => {
  for (const rotation of [0, 90, 180, 270]) {
    const shown = viewport(rotation);
    const { xMm, yMm } = pagePoint(shown, 1, 300, 400);
    const box = pageFrame(shown, 1).place(xMm - 21, yMm - 21, 42, 42);
    const [left, top, width, height] = [box.left, box.top, box.width, box.height].map(Number) as [
      number,
      number,
      number,
      number,
    ];
    close(left + width / 2, 300);
    close(top + height / 2, 400);
    close(width, (42 / 25.4) * 72 * 1.5);
    close(height, width);
  }
});

test('the frame tells the true size of the page', () => {
  const { widthMm, heightMm } = pageFrame(viewport(90), 1);
  close(widthMm, 210);
  close(heightMm, 297);
});
