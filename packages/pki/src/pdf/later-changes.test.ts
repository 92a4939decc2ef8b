/**
 * Shadow attacks (Mainka, Mladenov, Rohlmann: «Shadow Attacks: Hiding and Replacing Content in Signed PDFs», NDSS 2021)
 * and their kin: somebody prepares a file, another seals it, then the first one changes what it shows and seals it too,
 * so that the last signature covers every byte.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latin1 } from '../bytes.ts';
import { makePdf } from '../testing/pdfs.ts';
import { sealPdf } from '../testing/sealing.ts';
import { makeToyCa } from '../testing/toy-ca.ts';
import { verifyPdf } from './index.ts';

const ca = makeToyCa();
const roots = [ca.root.certificate];
const clean = await makePdf();
const victimSeals = (pdf: Uint8Array) => sealPdf(ca, ca.unit, { pdf, fieldName: 'seal-1' });
const attackerSeals = (pdf: Uint8Array) => sealPdf(ca, ca.individual, { pdf, fieldName: 'seal-2' });

/** An update by hand, so that nothing but these objects differs. */
function updated(pdf: Uint8Array, objects: Record<number, string>): Uint8Array {
  const text = latin1(pdf);
  let file = `${text}\n`;
  let table = 'xref\n';
  for (const [number, body] of Object.entries(objects)) {
    table += `${number} 1\n${String(file.length).padStart(10, '0')} 00000 n \n`;
    file += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const [root] = /\/Root \d+ 0 R/.exec(text.slice(text.lastIndexOf('trailer'))) ?? assert.fail();
  const [, start] = /startxref\n(\d+)\n%%EOF\n?$/.exec(text) ?? assert.fail();
  const size = Math.max(nextNumber(pdf), ...Object.keys(objects).map((number) => Number(number) + 1));
  const trailer = `trailer\n<< /Size ${size} ${root} /Prev ${start} >>\nstartxref\n${file.length}\n%%EOF\n`;
  return bytes(file + table + trailer);
}

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** The newest text of the object that holds `mark`, and its number. */
function newest(pdf: Uint8Array, mark: string): { number: number; text: string } {
  const objects = [...latin1(pdf).matchAll(/(\d+) 0 obj\s([^]*?)\sendobj/g)];
  const found = objects.findLast(([, , text = '']) => text.includes(mark)) ?? assert.fail(mark);
  return { number: Number(found[1]), text: found[2] ?? '' };
}

/** The number that the next seal's signature dictionary will get. */
const nextNumber = (pdf: Uint8Array): number => Number([...latin1(pdf).matchAll(/\/Size (\d+)/g)].at(-1)?.[1]);

/** What a seal is told about everything that came after it, once the attacker has sealed as well. */
function judged(file: Uint8Array, seal = 'seal-1'): { laterChanges: string; reasons: readonly string[] } {
  const report = verifyPdf({ pdf: attackerSeals(file), roots });
  const { laterChanges, reasons } = report.signatures.find(({ fieldName }) => fieldName === seal) ?? assert.fail();
  return { laterChanges, reasons };
}

const REFUSED = { laterChanges: 'other', reasons: ['pki/changed-after-signing'] };
const WELL = { laterChanges: 'signatures-only', reasons: [] };

test('a second seal and nothing else is well', () => {
  assert.deepEqual(judged(victimSeals(clean)), WELL);
});

const stream = (content: string, entries = ''): string =>
  `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
const BLACK = '0 0 600 800 re f';

test('content that pointed at no object when it was sealed and at a drawing afterwards', () => {
  const page = newest(clean, '/MediaBox');
  const shadow = updated(clean, { [page.number]: page.text.replace(/(\/Contents \[ \d+ 0 R)/, '$1 900 0 R') });
  const sealed = victimSeals(shadow);
  assert.deepEqual(judged(sealed), WELL, 'as long as nobody fills it');
  assert.deepEqual(judged(updated(sealed, { 900: stream(BLACK) })), REFUSED);
  // The same number taken by a field of its own does not make it harmless.
  assert.deepEqual(judged(overlaid(sealed, { field: 900 })), REFUSED);
});

interface Overlay {
  field?: number;
  value?: string;
  subtype?: string;
}

/** A signature field that covers the page with a drawing, hung in as signing hangs it in. */
function overlaid(sealed: Uint8Array, { field = nextNumber(sealed), value = '', subtype = 'Widget' }: Overlay = {}) {
  const [page, form] = [newest(sealed, '/MediaBox'), newest(sealed, '/AcroForm')];
  const drawing = Math.max(field, nextNumber(sealed)) + 1;
  return updated(sealed, {
    [drawing]: stream(BLACK, '/Type /XObject /Subtype /Form /BBox [0 0 595 842]'),
    [field]: `<< /Type /Annot /Subtype /${subtype} /FT /Sig /T (overlay) ${value} /Rect [0 0 595 842] /F 4 /AP << /N ${drawing} 0 R >> >>`,
    [page.number]: page.text.replace(/\/Annots\s*\[([^\]]*)\]/, `/Annots [$1 ${field} 0 R]`),
    [form.number]: form.text.replace(/\/Fields\s*\[([^\]]*)\]/, `/Fields [$1 ${field} 0 R]`),
  });
}

test('a drawing laid over the page as a signature field that nobody signed', () => {
  assert.deepEqual(judged(overlaid(victimSeals(clean))), REFUSED);
});

test('… that shows the signature of another field as its own', () => {
  const sealed = victimSeals(clean);
  const [value] = /\/V \d+ 0 R/.exec(newest(sealed, '/FT /Sig').text) ?? assert.fail();
  assert.deepEqual(judged(overlaid(sealed, { value })), REFUSED, 'of the first seal');
  // The overlay takes two numbers; the next seal's dictionary comes right after them.
  assert.deepEqual(
    judged(overlaid(sealed, { value: `/V ${nextNumber(sealed) + 2} 0 R` })),
    REFUSED,
    'of the seal to come',
  );
});

test('… or that is no widget at all', () => {
  assert.deepEqual(judged(overlaid(victimSeals(clean), { subtype: 'FreeText' })), REFUSED);
});

test('an empty field that was there is filled with a drawing and no signature', () => {
  const sealed = victimSeals(clean);
  const prepared = overlaid(sealed);
  const again = sealPdf(ca, ca.unit, { pdf: prepared, fieldName: 'seal-3' });
  const { number, text } = newest(again, '(overlay)');
  const drawing = nextNumber(again);
  const filled = updated(again, {
    [drawing]: stream(BLACK, '/Type /XObject /Subtype /Form /BBox [0 0 595 842]'),
    [number]: text.replace(/\/N \d+ 0 R/, `/N ${drawing} 0 R`),
  });
  assert.deepEqual(judged(again, 'seal-3'), WELL);
  assert.deepEqual(judged(filled, 'seal-3'), REFUSED);
});
