import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PDFNumber } from '@cantoo/pdf-lib';
import { PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { sm3 } from '@qianyin/gm';
import { latin1 } from '../bytes.ts';
import { pdfByteRangeDigest } from '../index.ts';
import { makePdf } from '../testing/pdfs.ts';
import { refuses } from '../testing/refusals.ts';
import { DRAWING, sealPdf } from '../testing/sealing.ts';
import { AT, makeToyCa } from '../testing/toy-ca.ts';
import type { PdfSealInput } from './index.ts';
import { checkPdf, CONTENTS_BYTES, embedPdfSignature, preparePdfSeal, verifyPdf } from './index.ts';

const ca = makeToyCa();
const roots = [ca.root.certificate];
const input = (pdf: Uint8Array, changes: Partial<PdfSealInput> = {}): PdfSealInput => ({
  pdf,
  placements: [{ page: 1, xMm: 20, yMm: 30 }],
  drawing: DRAWING,
  fieldName: 'seal-1',
  signerName: '福建某某科技有限公司',
  signingTime: AT,
  ...changes,
});

for (const [kind, options] of [
  ['classic, one page', {}],
  ['classic, many pages', { pages: 40 }],
  ['object streams, one page', { objectStreams: true }],
  ['object streams, many pages', { objectStreams: true, pages: 40 }],
] as const) {
  test(`${kind}: two seals, every earlier byte kept, both valid`, async () => {
    const pdf = await makePdf(options);
    const once = sealPdf(ca, ca.unit, { pdf, fieldName: 'seal-1' });
    const page = 'pages' in options ? options.pages : 1;
    const twice = sealPdf(ca, ca.individual, {
      pdf: once,
      fieldName: 'seal-2',
      placements: [{ page, xMm: 100, yMm: 30 }],
    });
    assert.deepEqual(once.subarray(0, pdf.length), pdf);
    assert.deepEqual(twice.subarray(0, once.length), once);
    assert.equal(checkPdf(twice).pages, page);

    const [only] = verifyPdf({ pdf: once, roots }).signatures;
    assert.ok(only?.coversWholeFile && only.intact && only.signatureValid && only.pathOk);
    assert.deepEqual(
      [only.reasons, only.laterChanges, only.uscc, only.signer],
      [[], 'none', '91350100M000100Y43', '福建某某科技有限公司'],
    );

    const report = verifyPdf({ pdf: twice, roots });
    assert.equal(report.modifiedAfterLastSignature, false);
    assert.deepEqual(
      report.signatures.map((each) => [
        each.fieldName,
        each.revision,
        each.reasons,
        each.laterChanges,
        each.coversWholeFile,
      ]),
      [
        ['seal-1', 1, [], 'signatures-only', false],
        ['seal-2', 2, [], 'none', true],
      ],
    );
    assert.deepEqual(
      report.signatures.map((each) => each.signingTime),
      [AT, AT],
    );

    // Another library finds both fields on the right pages.
    const other = await PDFDocument.load(twice);
    assert.deepEqual(
      other
        .getForm()
        .getFields()
        .map((field) => field.getName()),
      ['seal-1', 'seal-2'],
    );
    assert.equal(
      other
        .getPage(page - 1)
        .node.Annots()
        ?.size(),
      page === 1 ? 2 : 1,
    );
  });
}

test('the digest is SM3 over everything but the placeholder, and the phone finds the same', async () => {
  const { prepared, byteRange, digest } = preparePdfSeal(input(await makePdf()));
  const [start, length, second, rest] = byteRange;
  assert.deepEqual([start, second + rest, second - length], [0, prepared.length, 2 * CONTENTS_BYTES + 2]);
  assert.match(latin1(prepared.subarray(length, second)), /^<0+>$/);
  const covered = new Uint8Array([...prepared.subarray(0, length), ...prepared.subarray(second)]);
  assert.deepEqual(digest, sm3(covered));
  assert.deepEqual(pdfByteRangeDigest(prepared), { byteRange, digest });
});

test('the same input gives the same bytes', async () => {
  const pdf = await makePdf({ objectStreams: true });
  assert.deepEqual(preparePdfSeal(input(pdf)).prepared, preparePdfSeal(input(pdf)).prepared);
});

for (const rotate of [0, 90, 180, 270]) {
  test(`on a page turned by ${rotate} the seal is 42 mm and stands where it was put`, async () => {
    const { prepared } = preparePdfSeal(input(await makePdf({ rotate, size: [600, 800] })));
    const page = (await PDFDocument.load(prepared)).getPage(0);
    const widget = page.node.Annots()?.lookup(0, PDFDict) ?? assert.fail();
    const rectangle = widget.lookup(PDFName.of('Rect')) as unknown as { asArray(): PDFNumber[] };
    const [left, bottom, right, top] = rectangle.asArray().map((each) => (each.asNumber() * 25.4) / 72) as [
      number,
      number,
      number,
      number,
    ];
    assert.ok(Math.abs(right - left - 42) < 0.01 && Math.abs(top - bottom - 42) < 0.01);
    const [width, height] = [(600 * 25.4) / 72, (800 * 25.4) / 72];
    const expected = {
      0: [20, 30],
      90: [width - 30 - 42, 20],
      180: [width - 20 - 42, height - 30 - 42],
      270: [30, height - 20 - 42],
    }[rotate];
    assert.ok(
      Math.abs(left - (expected?.[0] ?? 0)) < 0.01 && Math.abs(bottom - (expected?.[1] ?? 0)) < 0.01,
      `${left} ${bottom}`,
    );
  });
}

test('one signature on several places', async () => {
  const placements = [
    { page: 1, xMm: 10, yMm: 10 },
    { page: 3, xMm: 10, yMm: 10 },
    { page: 3, xMm: 100, yMm: 10 },
  ];
  const sealed = sealPdf(ca, ca.unit, { pdf: await makePdf({ pages: 3 }), fieldName: 'seal-1', placements });
  const report = verifyPdf({ pdf: sealed, roots });
  assert.deepEqual(
    report.signatures.map((each) => each.reasons),
    [[]],
  );
  const other = await PDFDocument.load(sealed);
  assert.deepEqual(
    other.getPages().map((page) => page.node.Annots()?.size() ?? 0),
    [1, 0, 2],
  );
  const again = sealPdf(ca, ca.individual, { pdf: sealed, fieldName: 'seal-2', placements });
  assert.deepEqual(
    verifyPdf({ pdf: again, roots }).signatures.map((each) => each.laterChanges),
    ['signatures-only', 'none'],
  );
});

test('a form and annotations that are there stay there', async () => {
  const document = await PDFDocument.create();
  const page = document.addPage();
  document.getForm().createTextField('价格').addToPage(page);
  const pdf = await document.save();
  const sealed = sealPdf(ca, ca.unit, { pdf, fieldName: 'seal-1' });
  const other = await PDFDocument.load(sealed);
  assert.deepEqual(
    other
      .getForm()
      .getFields()
      .map((field) => field.getName()),
    ['价格', 'seal-1'],
  );
  assert.deepEqual(
    verifyPdf({ pdf: sealed, roots }).signatures.map((each) => each.reasons),
    [[]],
  );
});

test('what cannot be sealed is refused', async () => {
  const pdf = await makePdf();
  refuses(() => preparePdfSeal(input(pdf, { placements: [{ page: 2, xMm: 1, yMm: 1 }] })), 'pki/page-missing');
  refuses(() => preparePdfSeal(input(pdf, { placements: [{ page: 1, xMm: 200, yMm: 1 }] })), 'pki/bad-value', {
    field: 'placements',
  });
  refuses(() => preparePdfSeal(input(pdf, { placements: [] })), 'pki/bad-value', { field: 'placements' });
  refuses(() => preparePdfSeal(input(pdf, { fieldName: 'a.b' })), 'pki/bad-value', { field: 'fieldName' });
  refuses(() => preparePdfSeal(input(sealPdf(ca, ca.unit, { pdf, fieldName: 'seal-1' }))), 'pki/field-exists', {
    field: 'seal-1',
  });
  const hostile = { ...DRAWING, paths: [{ d: 'M0 0L1 1Z Q /JS', fill: true as const }] };
  refuses(() => preparePdfSeal(input(pdf, { drawing: hostile })), 'pki/bad-value', { field: 'drawing' });
});

test('embedding fills an empty placeholder once, and only when it fits', async () => {
  const { prepared } = preparePdfSeal(input(await makePdf()));
  refuses(() => embedPdfSignature({ prepared, cms: new Uint8Array(CONTENTS_BYTES + 1) }), 'pki/signature-too-large');
  const signed = embedPdfSignature({ prepared, cms: new Uint8Array(CONTENTS_BYTES).fill(0xab) });
  refuses(() => embedPdfSignature({ prepared: signed, cms: Uint8Array.of(1) }), 'pki/pdf-not-prepared');
  refuses(() => pdfByteRangeDigest(new TextEncoder().encode('%PDF-1.7 nothing')), 'pki/pdf-not-prepared');
  refuses(() => pdfByteRangeDigest(new Uint8Array([...prepared, 0x0a])), 'pki/pdf-not-prepared');
});
