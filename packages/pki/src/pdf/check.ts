/**
 * Whether a PDF may be sealed at all. Refused: what is not a PDF, encrypted files, files whose structure does not read
 * through the cross-reference chain, files above the limits, and active content — a script or dynamic form can show
 * the signer one thing and the reader another.
 */
import { latin1 } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import { PdfDocument } from './document.ts';
import type { PdfPage } from './pages.ts';
import { listPages } from './pages.ts';
import { unreadable } from './parse.ts';
import { placeSeal, type SealPlacement, type SealSize } from './place.ts';
import type { PdfArray, PdfValue } from './syntax.ts';

export interface PdfLimits {
  maxBytes: number;
  maxPages: number;
}

export const PDF_LIMITS: PdfLimits = { maxBytes: 100 << 20, maxPages: 5000 };

export interface PdfFacts {
  pages: number;
}

/**
 * Throws PkiError `pki/not-a-pdf`, `pki/pdf-too-large`, `pki/pdf-encrypted`, `pki/pdf-unreadable`,
 * `pki/too-many-pages`, `pki/pdf-active-content` or `pki/pdf-locked`; answers the number of pages.
 */
export function checkPdf(pdf: Uint8Array, limits: Partial<PdfLimits> = {}): PdfFacts {
  return { pages: openSealable(pdf, limits).pages.length };
}

/** As checkPdf, and that a seal of this size would lie wholly on each place: besides `pki/page-missing`, `pki/bad-value`. */
export function checkSealPlaces(
  pdf: Uint8Array,
  {
    placements,
    size,
    limits = {},
  }: { placements: readonly SealPlacement[]; size: SealSize; limits?: Partial<PdfLimits> },
): PdfFacts {
  const { pages } = openSealable(pdf, limits);
  for (const placement of placements) {
    const page = pages[placement.page - 1];
    if (page === undefined) throw new PkiError('pki/page-missing', `page ${placement.page} of ${pages.length}`);
    placeSeal(page, placement, size);
  }
  return { pages: pages.length };
}

export function openSealable(
  pdf: Uint8Array,
  limits: Partial<PdfLimits> = {},
): { document: PdfDocument; pages: PdfPage[] } {
  const { maxBytes, maxPages } = { ...PDF_LIMITS, ...limits };
  const document = openPdf(pdf, maxBytes);
  const pages = listPages(document, maxPages);
  refuseActiveContent(document, pages);
  refuseLocked(document);
  return { document, pages };
}

/** Open for reading: header, size, encryption, structure. */
export function openPdf(pdf: Uint8Array, maxBytes = PDF_LIMITS.maxBytes): PdfDocument {
  if (!/^%PDF-[12]\.\d/.test(latin1(pdf.subarray(0, 8))))
    throw new PkiError('pki/not-a-pdf', 'no %PDF- header', { offset: 0 });
  if (pdf.length > maxBytes) throw new PkiError('pki/pdf-too-large', `${pdf.length} bytes, the limit is ${maxBytes}`);
  const document = new PdfDocument(pdf);
  if (document.sections.some(({ trailer }) => trailer.entries.has('Encrypt'))) {
    throw new PkiError('pki/pdf-encrypted', 'the file is encrypted');
  }
  if (document.name(document.catalog, 'Type') !== 'Catalog') unreadable('no catalog', document.catalog.start);
  return document;
}

const ACTIVE_ACTIONS: readonly string[] = [
  'JavaScript',
  'Launch',
  'ImportData',
  'SubmitForm',
  'Rendition',
  'RichMediaExecute',
];

function refuseActiveContent(document: PdfDocument, pages: readonly PdfPage[]): void {
  const { catalog } = document;
  const refuse = (what: string): never => {
    throw new PkiError('pki/pdf-active-content', what);
  };
  if (isActive(document, catalog.entries.get('OpenAction'))) refuse('an action at opening');
  if (document.dict(catalog, 'AA')) refuse('document actions');
  const names = document.dict(catalog, 'Names');
  if (names && document.dict(names, 'JavaScript')) refuse('document scripts');
  const form = document.dict(catalog, 'AcroForm');
  if (form && document.get(form, 'XFA')) refuse('a dynamic form');
  if (form && hasActiveField(document, document.array(form, 'Fields'))) refuse('a field that calculates or acts');
  for (const page of pages) {
    if (document.dict(page.dict, 'AA')) refuse('page actions');
    for (const item of document.array(page.dict, 'Annots')?.items ?? []) {
      if (isActiveObject(document, document.resolve(item))) refuse('an annotation that acts');
    }
  }
}

/** The fields of a form and those below them: a script that calculates or formats a field changes what it shows. */
function hasActiveField(document: PdfDocument, fields: PdfArray | undefined): boolean {
  const seen = new Set<PdfValue>();
  const left = [...(fields?.items ?? [])];
  for (let item = left.pop(); item; item = left.pop()) {
    const field = document.resolve(item);
    if (field?.kind !== 'dict' || seen.has(field)) continue;
    seen.add(field);
    if (isActiveObject(document, field)) return true;
    for (const kid of document.array(field, 'Kids')?.items ?? []) left.push(kid);
  }
  return false;
}

/** An annotation or field whose action, or one of whose additional actions (§12.6.3), is active. */
function isActiveObject(document: PdfDocument, value: PdfValue | undefined): boolean {
  if (value?.kind !== 'dict') return false;
  const more = document.dict(value, 'AA')?.entries.values() ?? [];
  return isActive(document, value.entries.get('A')) || [...more].some((action) => isActive(document, action));
}

/** Whether an action, or one that follows it, does more than move the view. */
function isActive(document: PdfDocument, value: PdfValue | undefined, depth = 0): boolean {
  const action = document.resolve(value);
  if (depth > 8) return true;
  if (action?.kind === 'array') return depth > 0 && action.items.some((item) => isActive(document, item, depth + 1));
  if (action?.kind !== 'dict') return false;
  return (
    ACTIVE_ACTIONS.includes(document.name(action, 'S') ?? '') ||
    isActive(document, action.entries.get('Next'), depth + 1)
  );
}

/** A certification signature with P 1 permits no change at all (ISO 32000-1 §12.8.2.2). */
function refuseLocked(document: PdfDocument): void {
  const permissions = document.dict(document.catalog, 'Perms');
  const signature = permissions && document.dict(permissions, 'DocMDP');
  const references = signature && document.array(signature, 'Reference');
  for (const item of references?.items ?? []) {
    const reference = document.resolve(item);
    const parameters = reference?.kind === 'dict' ? document.dict(reference, 'TransformParams') : undefined;
    if (parameters && document.number(parameters, 'P') === 1) {
      throw new PkiError('pki/pdf-locked', 'certified against any change');
    }
  }
}
