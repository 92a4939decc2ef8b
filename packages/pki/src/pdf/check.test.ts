import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { deflateSync } from 'node:zlib';
import { ascii, concat, latin1 } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import { makePdf } from '../testing/pdfs.ts';
import { refuses } from '../testing/refusals.ts';
import { checkPdf, checkSealPlaces, verifyPdf } from './index.ts';

const classic = await makePdf({ pages: 3 });
const packed = await makePdf({ pages: 3, objectStreams: true });

test('a PDF of either form passes and says its pages', () => {
  assert.deepEqual(checkPdf(classic), { pages: 3 });
  assert.deepEqual(checkPdf(packed), { pages: 3 });
});

test('what is not a PDF, too large or too long', () => {
  for (const bytes of ['', 'PK\u0003\u0004', '<html>', '\n%PDF-1.7'])
    refuses(() => checkPdf(ascii(bytes)), 'pki/not-a-pdf');
  refuses(() => checkPdf(classic, { maxBytes: 100 }), 'pki/pdf-too-large');
  refuses(() => checkPdf(classic, { maxPages: 2 }), 'pki/too-many-pages');
  refuses(() => checkPdf(ascii('%PDF-1.7\n')), 'pki/pdf-unreadable');
});

test('a seal that would not lie wholly on its page', () => {
  const size = { widthMm: 42, heightMm: 42 };
  const at = (page: number, xMm: number, yMm: number) =>
    checkSealPlaces(classic, { placements: [{ page, xMm, yMm }], size });
  assert.deepEqual(at(3, 0, 0), { pages: 3 });
  refuses(() => at(4, 0, 0), 'pki/page-missing');
  refuses(() => at(1, 200, 10), 'pki/bad-value');
  refuses(() => at(1, 10, 290), 'pki/bad-value');
});

test('an encrypted file', async () => {
  const document = await PDFDocument.load(classic);
  document.encrypt({ userPassword: '', ownerPassword: 'x' });
  const encrypted = await document.save({ useObjectStreams: false });
  refuses(() => checkPdf(encrypted), 'pki/pdf-encrypted');
});

test('active content', async () => {
  const make = async (change: (document: PDFDocument) => void) => {
    const document = await PDFDocument.load(classic);
    change(document);
    return document.save();
  };
  const script = { S: 'JavaScript', JS: PDFString.of('app.alert(1)') };
  const refused = [
    make((document) => document.addJavaScript('a', 'app.alert(1)')),
    make((document) => document.catalog.set(PDFName.of('OpenAction'), document.context.obj(script))),
    make((document) => document.catalog.set(PDFName.of('AA'), document.context.obj({ WC: script }))),
    make((document) => document.getPage(1).node.set(PDFName.of('AA'), document.context.obj({ O: script }))),
    make((document) => document.catalog.set(PDFName.of('AcroForm'), document.context.obj({ Fields: [], XFA: [] }))),
    make((document) => annotate(document, { A: script })),
    make((document) => annotate(document, { AA: { PV: script } })),
    make((document) => {
      const total = document.context.register(document.context.obj({ FT: 'Tx', AA: { C: script } }));
      const parent = document.context.register(document.context.obj({ T: PDFString.of('prices'), Kids: [total] }));
      document.catalog.set(PDFName.of('AcroForm'), document.context.obj({ Fields: [parent] }));
    }),
  ];
  for (const pdf of refused) {
    const bytes = await pdf;
    refuses(() => checkPdf(bytes), 'pki/pdf-active-content');
  }
  const harmless = await make((document) => {
    document.catalog.set(PDFName.of('OpenAction'), document.context.obj([document.getPage(0).ref, 'Fit']));
    annotate(document, { A: { S: 'URI', URI: PDFString.of('https://service.test') } });
  });
  assert.equal(checkPdf(harmless).pages, 3);
});

type Action = Record<string, string | PDFString>;

function annotate(document: PDFDocument, actions: { A?: Action; AA?: Record<string, Action> }): void {
  const annotation = document.context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], ...actions });
  document.getPage(1).node.addAnnot(document.context.register(annotation));
}

test('a file certified against changes', async () => {
  const document = await PDFDocument.load(classic);
  const reference = { TransformMethod: 'DocMDP', TransformParams: { P: 1, V: '1.2' } };
  document.catalog.set(PDFName.of('Perms'), document.context.obj({ DocMDP: { Type: 'Sig', Reference: [reference] } }));
  const bytes = await document.save();
  refuses(() => checkPdf(bytes), 'pki/pdf-locked');
});

/** A file of these objects, numbered from 1; the first is the catalog. */
function fileOf(objects: readonly (string | Uint8Array)[], trailer = ''): Uint8Array {
  let file = ascii('%PDF-1.7\n');
  const offsets = objects.map((object, i) => {
    const offset = file.length;
    const body = typeof object === 'string' ? ascii(object) : object;
    file = concat(file, ascii(`${i + 1} 0 obj\n`), body, ascii('\nendobj\n'));
    return offset;
  });
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = file.length;
  return concat(
    file,
    ascii(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
}

const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';

test('a page tree that bites its tail', () => {
  refuses(() => checkPdf(fileOf([CATALOG, '<< /Kids [2 0 R] >>'])), 'pki/pdf-unreadable');
  refuses(() => checkPdf(fileOf([CATALOG, '<< /Kids [3 0 R 3 0 R] >>', '<< >>'])), 'pki/pdf-unreadable');
  refuses(() => checkPdf(fileOf([CATALOG, '3 0 R', '2 0 R'])), 'pki/pdf-unreadable');
  refuses(() => checkPdf(fileOf([CATALOG, '<< /Kids [] >>'])), 'pki/pdf-unreadable');
});

test('cross-reference chains that do not end or lead nowhere', () => {
  const good = fileOf([CATALOG, '<< /Kids [3 0 R] >>', '<< >>']);
  assert.equal(checkPdf(good).pages, 1);
  const start = Number(/startxref\n(\d+)/.exec(latin1(good))?.[1]);
  refuses(() => checkPdf(fileOf([CATALOG, '<< /Kids [3 0 R] >>', '<< >>'], `/Prev ${start} `)), 'pki/pdf-unreadable');
  refuses(() => checkPdf(fileOf([CATALOG, '<< /Kids [3 0 R] >>', '<< >>'], '/Prev 99999999 ')), 'pki/pdf-unreadable');
});

test('a dictionary with one key twice', () => {
  refuses(
    () => checkPdf(fileOf(['<< /Type /Catalog /Pages 2 0 R /Pages 3 0 R >>', '<< /Kids [3 0 R] >>', '<< >>'])),
    'pki/pdf-unreadable',
  );
});

test('deep nesting', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  refuses(() => checkPdf(fileOf([CATALOG, `<< /Kids ${deep} >>`])), 'pki/pdf-unreadable');
});

test('a cross-reference stream that unpacks to far more than it is', () => {
  const bomb = new Uint8Array(deflateSync(new Uint8Array(130 << 20)));
  const head = '%PDF-1.7\n';
  const file = concat(
    ascii(
      `${head}1 0 obj\n<< /Type /XRef /Size 1 /W [1 4 2] /Root 2 0 R /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n`,
    ),
    bomb,
    ascii(`\nendstream\nendobj\nstartxref\n${head.length}\n%%EOF\n`),
  );
  refuses(() => checkPdf(file), 'pki/pdf-too-large');
});

test('damaged files: an answer or a PkiError, never a crash', () => {
  const damage = fc.tuple(
    fc.constantFrom(classic, packed),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.uint8Array({ minLength: 1, maxLength: 12 }),
    fc.boolean(),
  );
  fc.assert(
    fc.property(damage, ([source, where, noise, cut]) => {
      const at = Math.floor(where * (source.length - noise.length));
      const pdf = cut ? source.slice(0, at) : new Uint8Array(source);
      if (!cut) pdf.set(noise, at);
      for (const read of [() => checkPdf(pdf), () => verifyPdf({ pdf, roots: [] })]) {
        try {
          read();
        } catch (error) {
          assert.ok(error instanceof PkiError, error instanceof Error ? error.stack : String(error));
        }
      }
    }),
    { numRuns: 1500 },
  );
});
