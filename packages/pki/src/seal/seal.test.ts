import assert from 'node:assert/strict';
import { test } from 'node:test';
import { songFont } from '../testing/pdfs.ts';
import { refuses } from '../testing/refusals.ts';
import type { SealDrawing } from './drawing.ts';
import { SEAL_RED, sealToSvg } from './drawing.ts';
import { drawRoundSeal } from './round-seal.ts';

const font = songFont();
const NUMBER = '3501001234567';

/** Every point of a path's data; control points included, which only makes the box larger. */
function points(d: string): { radius: number; degrees: number }[] {
  const numbers = (d.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  return Array.from({ length: numbers.length / 2 }, (_, i) => {
    const [x, y] = [(numbers[2 * i] as number) - 21, (numbers[2 * i + 1] as number) - 21];
    return { radius: Math.hypot(x, y), degrees: (Math.atan2(x, -y) * 180) / Math.PI };
  });
}

const letters = (drawing: SealDrawing) => drawing.paths.slice(2).map(({ d }) => points(d));

test('ring and star have the size of a company seal', () => {
  const drawing = drawRoundSeal({ name: '签印公司', font });
  assert.deepEqual(
    [drawing.kind, drawing.widthMm, drawing.heightMm, drawing.viewBox],
    ['round-company', 42, 42, '0 0 42 42'],
  );
  const [ring, star] = drawing.paths;
  assert.equal(ring?.strokeWidth, 1.2);
  for (const { radius } of points(ring?.d ?? '').filter((_, i) => i % 3 === 0))
    assert.ok(Math.abs(radius + 0.6 - 21) < 0.01);
  const corners = points(star?.d ?? '').map(({ radius }) => radius);
  assert.equal(corners.length, 10);
  assert.ok(Math.abs(Math.max(...corners) - 7) < 0.01);
});

for (const name of [
  '签印公司',
  '福建海峡某某科技',
  '江苏省国信数字科技有限公司',
  '中国建筑第八工程局有限公司华东分公司第三项目部',
  '中铁十二局集团第七工程有限公司南京分公司城市轨道交通项目经理部',
  '上海ABC（中国）国际贸易有限公司',
]) {
  for (const number of [undefined, NUMBER]) {
    test(`${[...name].length} characters${number ? ' and a number' : ''}: between star and ring, apart from each other`, () => {
      const all = letters(drawRoundSeal({ name, number, font }));
      const named = all.slice(0, [...name].length);
      assert.equal(all.length, [...name].length + (number ? 13 : 0));
      for (const { radius } of all.flat()) assert.ok(radius > 10.5 && radius < 19.6, String(radius));
      const middles = named.map(
        (letter) => (Math.min(...letter.map((p) => p.degrees)) + Math.max(...letter.map((p) => p.degrees))) / 2,
      );
      for (let i = 1; i < middles.length; i++)
        assert.ok((middles[i] as number) > (middles[i - 1] as number), 'clockwise');
      const spread = named.flat().map(({ degrees }) => degrees);
      assert.ok(Math.abs(Math.max(...spread) + Math.min(...spread)) < 12, 'as far to the left as to the right');
      if (number) assert.ok(Math.max(...spread) < 140, 'clear of the number');
    });
  }
}

test('a longer name is narrower, never smaller than 5 mm', () => {
  const height = (name: string) => {
    const radii = letters(drawRoundSeal({ name, font }))
      .flat()
      .map(({ radius }) => radius);
    return Math.max(...radii) - Math.min(...radii);
  };
  const short = height('国国国国');
  const long = height('国'.repeat(40));
  assert.ok(short > long && long > 4.5 && short < 7.5, `${short} ${long}`);
});

test('what cannot be drawn is refused with the reason', () => {
  refuses(() => drawRoundSeal({ name: '签印\u{20BB7}司', font }), 'pki/glyph-missing', { field: '\u{20BB7}' });
  refuses(() => drawRoundSeal({ name: '签', font }), 'pki/bad-value', { field: 'name' });
  refuses(() => drawRoundSeal({ name: '签印 公司', font }), 'pki/bad-value', { field: 'name' });
  refuses(() => drawRoundSeal({ name: '国'.repeat(41), font }), 'pki/bad-value', { field: 'name' });
  refuses(() => drawRoundSeal({ name: '签印公司', number: '123', font }), 'pki/bad-value', { field: 'number' });
  refuses(() => drawRoundSeal({ name: '签印公司', font: new Uint8Array(100) }), 'pki/bad-font');
});

test('the SVG is paths in the colour of seals and nothing else', () => {
  const svg = sealToSvg(drawRoundSeal({ name: '签印公司', number: NUMBER, font }));
  assert.match(
    svg,
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="42mm" height="42mm" viewBox="0 0 42 42">(?:<path [^<>]*\/>)+<\/svg>$/,
  );
  assert.equal(svg.match(/<path /g)?.length, 2 + 4 + 13);
  assert.equal(svg.match(new RegExp(SEAL_RED, 'g'))?.length, 19);
});
