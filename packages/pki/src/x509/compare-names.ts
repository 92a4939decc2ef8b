/**
 * Comparing distinguished names (RFC 5280 §7.1): strings of different types, case and spacing are one name. Each value
 * is prepared by the steps of RFC 4518 as far as they can be done here: mapping (case folding by the engine's Unicode
 * tables), normalization NFKC, insignificant spaces. Values with prohibited code points equal only their own bytes.
 *
 * A CA should write its name the same way everywhere, so equal bytes answer first; the lints insist on that.
 */
import { sameBytes, toHex } from '../bytes.ts';
import type { Der } from '../der/read.ts';
import { readOwnDer } from '../der/read.ts';
import { STRING_TAGS, TAG } from '../der/tags.ts';
import { readOid, readText } from '../der/values.ts';

interface EncodedName {
  der: Uint8Array;
}

export function sameName(a: EncodedName, b: EncodedName): boolean {
  return sameBytes(a.der, b.der) || nameKey(a) === nameKey(b);
}

/** Whether `name` lies in the subtree of `base`: it begins with the RDNs of `base` (§7.1). */
export function isWithinName(name: EncodedName, base: EncodedName): boolean {
  const [all, first] = [rdnKeys(name), rdnKeys(base)];
  return first.length <= all.length && first.every((key, i) => key === all[i]);
}

/** One text for all spellings of a name. */
export function nameKey(name: EncodedName): string {
  return rdnKeys(name).join('\u0001');
}

// A bag of certificates is searched by name again and again; the entry goes with the name.
const keys = new WeakMap<EncodedName, readonly string[]>();

function rdnKeys(name: EncodedName): readonly string[] {
  const known = keys.get(name);
  if (known) return known;
  const made = readOwnDer(name.der).list(TAG.sequence, 'name').map(rdnKey);
  keys.set(name, made);
  return made;
}

/** Attributes of one RDN in an order of their own: a SET has none. */
function rdnKey(rdn: Der): string {
  return rdn
    .list(TAG.set, 'name')
    .map((member) => {
      const fields = member.open(TAG.sequence, 'name');
      const type = readOid(fields.any('name'), 'name');
      return `${type}=${valueKey(fields.any('name'))}`;
    })
    .toSorted()
    .join('\u0002');
}

function valueKey(value: Der): string {
  const prepared = STRING_TAGS.includes(value.tag) ? prepare(readText(value, 'name')) : undefined;
  return prepared === undefined ? `#${toHex(value.bytes)}` : `"${prepared}`;
}

// RFC 4518 §2.2: code points mapped to nothing, from and to; then what is mapped to a space.
const NOTHING: readonly (readonly [number, number])[] = [
  [0x0000, 0x0008],
  [0x000e, 0x001f],
  [0x007f, 0x0084],
  [0x0086, 0x009f],
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x06dd, 0x06dd],
  [0x070f, 0x070f],
  [0x1806, 0x1806],
  [0x180b, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2063],
  [0x206a, 0x206f],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffc],
  [0x1d173, 0x1d17a],
  [0xe0001, 0xe0001],
  [0xe0020, 0xe007f],
];
const SPACE = /[\t-\r\u0085\p{Z}]+/gu;
// §2.4: unassigned, private and surrogate code points, and the replacement character.
const PROHIBITED = /[\p{Cn}\p{Co}\p{Cs}\ufffd]/u;

/** The prepared string, or undefined when RFC 4518 prohibits it. */
export function prepare(text: string): string | undefined {
  if (/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text)) return text.toLowerCase();
  const mapped = [...text]
    .filter((character) => !isNothing(character))
    .join('')
    .replace(SPACE, ' ');
  // Upper then lower folds ß and ſ as well; twice around normalization, which can bring forth new capitals.
  const folded = fold(fold(mapped).normalize('NFKC')).normalize('NFKC');
  if (PROHIBITED.test(folded)) return undefined;
  return folded.replace(SPACE, ' ').trim();
}

const fold = (text: string): string => text.toUpperCase().toLowerCase();

function isNothing(character: string): boolean {
  const point = character.codePointAt(0) as number;
  return NOTHING.some(([from, to]) => from <= point && point <= to);
}
