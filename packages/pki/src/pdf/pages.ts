/** The page tree (ISO 32000-1 §7.7.3) with the attributes pages inherit. */
import { PkiError } from '../errors.ts';
import type { PdfDocument } from './document.ts';
import { unreadable } from './parse.ts';
import type { PdfDict, PdfRef } from './syntax.ts';

export interface PdfPage {
  ref: PdfRef;
  dict: PdfDict;
  /** [left, bottom, right, top] of what is shown, in user space. */
  box: readonly [number, number, number, number];
  /** Clockwise: 0, 90, 180 or 270. */
  rotate: number;
  /** Size of a unit in 1/72 inch. */
  userUnit: number;
}

type Inherited = Partial<Pick<PdfPage, 'box' | 'rotate'>> & { mediaBox?: PdfPage['box'] };

const MAX_DEPTH = 64;

/** Every page in order. Throws `pki/too-many-pages` above the limit. */
export function listPages(document: PdfDocument, maxPages: number): PdfPage[] {
  const pages: PdfPage[] = [];
  const seen = new Set<number>();
  const walk = (ref: PdfRef, inherited: Inherited, depth: number): void => {
    // A page that is its own ancestor, or stands in two places, would be shown and signed ambiguously.
    if (seen.has(ref.number) || depth > MAX_DEPTH) unreadable('broken page tree', ref.start);
    seen.add(ref.number);
    const node = document.resolve(ref);
    if (node?.kind !== 'dict') return unreadable('a page is missing', ref.start);
    const attributes = inherit(document, node, inherited);
    const kids = document.array(node, 'Kids');
    if (!kids) {
      if (pages.length === maxPages) throw new PkiError('pki/too-many-pages', `more than ${maxPages}`);
      const box = attributes.box ?? attributes.mediaBox ?? [0, 0, 612, 792];
      const userUnit = document.number(node, 'UserUnit') ?? 1;
      pages.push({ ref, dict: node, box, rotate: attributes.rotate ?? 0, userUnit: userUnit > 0 ? userUnit : 1 });
      return;
    }
    for (const kid of kids.items) {
      if (kid.kind !== 'ref') return unreadable('a kid is not a reference', kid.start);
      walk(kid, attributes, depth + 1);
    }
  };
  const root = document.catalog.entries.get('Pages');
  if (root?.kind !== 'ref') return unreadable('no page tree', document.catalog.start);
  walk(root, {}, 0);
  if (pages.length === 0) unreadable('no pages', root.start);
  return pages;
}

function inherit(document: PdfDocument, node: PdfDict, inherited: Inherited): Inherited {
  const mediaBox = readBox(document, node, 'MediaBox') ?? inherited.mediaBox;
  const cropBox = readBox(document, node, 'CropBox') ?? inherited.box;
  const rotate = document.number(node, 'Rotate');
  return {
    ...(mediaBox ? { mediaBox } : {}),
    ...(cropBox ? { box: mediaBox ? intersect(cropBox, mediaBox) : cropBox } : {}),
    rotate: rotate === undefined ? inherited.rotate : ((rotate % 360) + 360) % 360,
  };
}

function readBox(document: PdfDocument, node: PdfDict, key: string): PdfPage['box'] | undefined {
  const array = document.array(node, key);
  if (!array) return undefined;
  const numbers = array.items.map((item) => document.resolve(item));
  const [a, b, c, d] = numbers.map((item) =>
    item?.kind === 'number' ? item.value : unreadable(`broken /${key}`, array.start),
  );
  if (numbers.length !== 4 || a === undefined || b === undefined || c === undefined || d === undefined) {
    return unreadable(`broken /${key}`, array.start);
  }
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

function intersect(crop: PdfPage['box'], media: PdfPage['box']): PdfPage['box'] {
  const box = [
    Math.max(crop[0], media[0]),
    Math.max(crop[1], media[1]),
    Math.min(crop[2], media[2]),
    Math.min(crop[3], media[3]),
  ] as const;
  return box[0] < box[2] && box[1] < box[3] ? box : media;
}
