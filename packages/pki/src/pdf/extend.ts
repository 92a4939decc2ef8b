/** Hanging a new signature field into what is there: the page's annotations and the interactive form. */
import { ascii, concat, latin1 } from '../bytes.ts';
import type { PdfDocument } from './document.ts';
import type { Increment } from './increment.ts';
import type { PdfPage } from './pages.ts';
import { unreadable } from './parse.ts';
import type { PdfDict, PdfValue } from './syntax.ts';
import { rawOf } from './syntax.ts';
import { reference, rewriteDict } from './write.ts';

/** Append annotations to a page, in the page itself or in the array object that holds them. */
export function extendPage(
  increment: Increment,
  document: PdfDocument,
  page: PdfPage,
  widgets: readonly number[],
): void {
  const annotations = page.dict.entries.get('Annots');
  if (appendToObject(increment, document, annotations, widgets)) return;
  const changed = rewriteDict(page.dict, { Annots: latin1(appended(document, annotations, widgets)) });
  increment.add(page.ref.number, changed, page.ref.generation);
}

/** Append a field to the form and say that signatures exist and that only updates may follow (SigFlags 3). */
export function extendForm(increment: Increment, document: PdfDocument, field: number): void {
  const { catalog, rootRef } = document;
  const form = catalog.entries.get('AcroForm');
  const dict = document.resolve(form);
  if (dict !== undefined && dict.kind !== 'dict') unreadable('broken form', dict.start);
  const changed =
    dict?.kind === 'dict'
      ? changedForm(increment, document, dict, field)
      : ascii(`<< /Fields [${reference(field)}] /SigFlags 3 >>`);
  if (form?.kind === 'ref' && dict) increment.add(form.number, changed, form.generation);
  else increment.add(rootRef.number, rewriteDict(catalog, { AcroForm: latin1(changed) }), rootRef.generation);
}

function changedForm(increment: Increment, document: PdfDocument, form: PdfDict, field: number): Uint8Array {
  const fields = form.entries.get('Fields');
  if (appendToObject(increment, document, fields, [field])) return rewriteDict(form, { SigFlags: '3' });
  return rewriteDict(form, { Fields: latin1(appended(document, fields, [field])), SigFlags: '3' });
}

/** When the array is an object of its own, write its next version; false when it is not. */
function appendToObject(
  increment: Increment,
  document: PdfDocument,
  value: PdfValue | undefined,
  numbers: readonly number[],
): boolean {
  if (value?.kind !== 'ref' || !document.resolve(value)) return false;
  increment.add(value.number, appended(document, value, numbers), value.generation);
  return true;
}

function appended(document: PdfDocument, value: PdfValue | undefined, numbers: readonly number[]): Uint8Array {
  const array = document.resolve(value);
  if (array !== undefined && array.kind !== 'array') return unreadable('an array expected', array.start);
  const kept = array?.items.map(rawOf) ?? [];
  const space = ascii(' ');
  return concat(
    ascii('['),
    ...kept.flatMap((each) => [each, space]),
    ascii(`${numbers.map((number) => reference(number)).join(' ')}]`),
  );
}
