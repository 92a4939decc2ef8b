import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib';
import { ascii, concat, latin1 } from '../bytes.ts';
import { digest } from '../cms/index.ts';
import {
  assembleCrl,
  assembleSignedData,
  buildSignedAttributes,
  buildTbsCrl,
  parseCrl,
  pdfByteRangeDigest,
  PkiError,
} from '../index.ts';
import { makeChain } from '../testing/holders.ts';
import { makePdf } from '../testing/pdfs.ts';
import { DRAWING, sealPdf } from '../testing/sealing.ts';
import { AT, makeToyCa, sign } from '../testing/toy-ca.ts';
import { embedPdfSignature, preparePdfSeal, verifyPdf } from './index.ts';

const ca = makeToyCa();
const roots = [ca.root.certificate];
const pdf = await makePdf({ pages: 2 });
const sealed = sealPdf(ca, ca.unit, { pdf, fieldName: 'seal-1' });
const only = (file: Uint8Array) => {
  const [signature, ...more] = verifyPdf({ pdf: file, roots }).signatures;
  assert.equal(more.length, 0);
  return signature ?? assert.fail('no signature');
};

test('an unsigned file has an empty report', () => {
  assert.deepEqual(verifyPdf({ pdf, roots }), { signatures: [], modifiedAfterLastSignature: false });
});

test('any tampered byte of the signed content shows', () => {
  const at = [9, 200, pdf.length - 30, pdf.length + 100, sealed.length - 3];
  for (const position of at) {
    const tampered = new Uint8Array(sealed);
    tampered[position] = (tampered[position] as number) ^ 1;
    const report = orError(() => verifyPdf({ pdf: tampered, roots }));
    if (report instanceof PkiError) continue;
    for (const signature of report.signatures) {
      assert.equal(signature.intact, false, `byte ${position}`);
      assert.ok(signature.reasons.length > 0);
    }
  }
  const text = new Uint8Array(sealed);
  text.set(ascii('!'), latin1(sealed).indexOf('stream') + 20);
  const signature = only(text);
  assert.deepEqual(
    [signature.intact, signature.signatureValid, signature.reasons],
    [false, true, ['pki/digest-mismatch']],
  );
});

function orError<T>(action: () => T): T | PkiError {
  try {
    return action();
  } catch (error) {
    if (error instanceof PkiError) return error;
    throw error;
  }
}

test('a changed signature value shows, and so does one that is no CMS', () => {
  const start = latin1(sealed).lastIndexOf('/Contents <') + 11;
  const value = new Uint8Array(sealed);
  value.set(ascii('00000000'), start);
  assert.deepEqual(only(value).reasons, ['pki/not-signed-data']);
  const padded = new Uint8Array(sealed);
  padded[start + 30_000] = 0x31;
  assert.deepEqual(only(padded).reasons, ['pki/not-signed-data'], 'bytes hidden in the padding');
});

test('roots, moment and revocation decide the path', () => {
  const judge = (changes: Partial<Parameters<typeof verifyPdf>[0]>) =>
    verifyPdf({ pdf: sealed, roots, ...changes }).signatures[0]?.reasons;
  assert.deepEqual(judge({ roots: [] }), ['pki/chain-incomplete']);
  assert.deepEqual(judge({ at: new Date('2031-01-01T00:00:00Z') }), ['pki/expired']);
  const tbs = buildTbsCrl({
    issuer: ca.issuing.certificate,
    number: 1,
    thisUpdate: AT,
    nextUpdate: new Date('2026-06-02T00:00:00Z'),
    revoked: [{ serial: ca.unit.certificate.serial, at: new Date('2026-05-31T00:00:00Z'), reason: 'keyCompromise' }],
  });
  assert.deepEqual(judge({ crls: [parseCrl(assembleCrl(tbs, sign(ca.issuing.keys, tbs)))] }), ['pki/revoked']);
});

test('bytes appended after the seal are reported', () => {
  const report = verifyPdf({ pdf: concat(sealed, ascii('\n% nothing\n')), roots });
  assert.equal(report.modifiedAfterLastSignature, true);
  assert.equal(report.signatures[0]?.intact, true);
  assert.equal(report.signatures[0]?.coversWholeFile, false);
});

/** An update written by another library. */
async function updated(change: (document: PDFDocument) => void): Promise<Uint8Array> {
  const document = await PDFDocument.load(sealed, { forIncrementalUpdate: true, updateMetadata: false });
  change(document);
  return document.commit({ useObjectStreams: false });
}

test('later changes of the document are told from later signatures', async () => {
  const reported = async (change: (document: PDFDocument) => void) => {
    const signature = only(await updated(change));
    assert.equal(signature.intact, true);
    return [signature.laterChanges, signature.reasons];
  };
  const other = ['other', ['pki/changed-after-signing']];
  assert.deepEqual(await reported(() => undefined), ['signatures-only', []], 'an update that changes nothing');
  assert.deepEqual(await reported((document) => document.getPage(0).drawText('x')), other, 'text on a page');
  assert.deepEqual(await reported((document) => document.addPage()), other, 'a page');
  assert.deepEqual(
    await reported((document) => document.catalog.set(PDFName.of('OpenAction'), document.context.obj({}))),
    other,
    'an action',
  );
  assert.deepEqual(await reported((document) => annotate(document)), other, 'a note laid over a page');
  assert.deepEqual(await reported((document) => remap(document)), other, 'the content of a page');
});

function annotate(document: PDFDocument): void {
  const note = document.context.register(
    document.context.obj({ Type: 'Annot', Subtype: 'FreeText', Rect: [0, 0, 100, 100], Contents: PDFString.of('9') }),
  );
  document.getPage(1).node.addAnnot(note);
}

function remap(document: PDFDocument): void {
  const contents = document.getPage(0).node.get(PDFName.of('Contents'));
  const reference = contents instanceof PDFArray ? contents.get(0) : contents;
  document.context.assign(reference as never, document.context.stream('q Q'));
  document.context.snapshot?.markRefForSave(reference as never);
}

test('an update that points an object at old bytes is a change', () => {
  const text = latin1(sealed);
  const number = Number(/\/Contents \[?\s*(\d+) 0 R/.exec(text)?.[1]);
  const offset = text.indexOf(`\n${number} 0 obj`) + 1;
  const root = /\/Root \d+ 0 R/.exec(text)?.[0];
  const start = /startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1];
  const table = `xref\n${number} 1\n${String(offset).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 100 ${root} /Prev ${start} >>\n`;
  const signature = only(concat(sealed, ascii(`${table}startxref\n${sealed.length}\n%%EOF\n`)));
  assert.deepEqual([signature.intact, signature.laterChanges], [true, 'other']);
});

test('a ByteRange that does not leave out its own Contents is refused', async () => {
  const document = await PDFDocument.load(sealed, { forIncrementalUpdate: true, updateMetadata: false });
  const form = document.catalog.lookup(PDFName.of('AcroForm'), PDFDict);
  const signature = form.lookup(PDFName.of('Fields'), PDFArray).lookup(0, PDFDict).lookup(PDFName.of('V'), PDFDict);
  // The wrapping attack: the old range is kept, the dictionary moves, and what lies between is unsigned.
  signature.set(PDFName.of('Reason'), PDFString.of('moved'));
  const moved = only(await document.commit({ useObjectStreams: false }));
  assert.deepEqual([moved.intact, moved.signatureValid, moved.reasons[0]], [false, false, 'pki/byte-range-wrong']);
  const range = signature.lookup(PDFName.of('ByteRange'), PDFArray);
  range.set(1, PDFNumber.of(-5));
  assert.deepEqual(only(await document.commit({ useObjectStreams: false })).reasons[0], 'pki/byte-range-wrong');
});

test('a file signed by RFC 5652: RSA and ECDSA, each with its own digest of the byte range', () => {
  for (const [kind, algorithm, digestAlgorithm] of [
    ['rsa', 'rsa-sha256', 'sha256'],
    ['p384', 'ecdsa-sha384', 'sha384'],
  ] as const) {
    const { signer, root } = makeChain(kind);
    const { certificate, key } = signer;
    const { prepared } = preparePdfSeal({
      pdf,
      drawing: DRAWING,
      signingTime: AT,
      fieldName: 'seal-1',
      signerName: '福建某某科技有限公司',
      placements: [{ page: 1, xMm: 20, yMm: 30 }],
    });
    const [start, length, second, rest] = pdfByteRangeDigest(prepared).byteRange;
    const covered = Buffer.concat([prepared.subarray(start, start + length), prepared.subarray(second, second + rest)]);
    const contentDigest = digest(digestAlgorithm, covered);
    const attributes = buildSignedAttributes({ contentDigest, digestAlgorithm, signingTime: AT, certificate });
    const signature = key.sign(algorithm, attributes);
    const cms = assembleSignedData({ attributes, signature, certificate, algorithm, chain: [], family: 'rfc' });
    const signed = embedPdfSignature({ prepared, cms });
    const check = { roots: [root.certificate] };
    assert.deepEqual(
      verifyPdf({ pdf: signed, ...check }).signatures.map((each) => each.reasons),
      [[]],
    );
    const tampered = new Uint8Array(signed);
    tampered[9] = (tampered[9] as number) ^ 1;
    const [report] = verifyPdf({ pdf: tampered, ...check }).signatures;
    assert.deepEqual([report?.intact, report?.reasons], [false, ['pki/digest-mismatch']]);
  }
});
