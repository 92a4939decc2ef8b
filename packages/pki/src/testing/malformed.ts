/**
 * Malformed inputs by rule: every value of a good encoding, broken in every way DER forbids (X.690 §8, §10, §11), one
 * violation at a time, the lengths around it set right again. Each comes with the place where a strict reader must stop.
 */
import { concat, sameBytes } from '../bytes.ts';
import { readHeader } from '../der/check.ts';
import { OID } from '../der/oids.ts';
import { encode, oid } from '../der/write.ts';

interface Node {
  tag: number;
  content: Uint8Array;
  children: readonly Node[];
  /** The encoding that an OCTET STRING holds. */
  inside?: Node;
  isLast: boolean;
}

export interface Malformed {
  what: string;
  bytes: Uint8Array;
  /** From the start of `bytes`. */
  offset: number;
}

/** `at: 'value'`: the reader stops at the identifier octet; `'content'`: behind the length. */
interface Violation {
  what: string;
  at: 'value' | 'content';
  /** The broken encoding, or undefined where the rule does not apply. */
  broken(node: Node): Uint8Array | undefined;
}

const isPrimitive = ({ tag }: Node) => (tag & 0x20) === 0;
const isUniversal = ({ tag }: Node) => (tag & 0xc0) === 0;
const whole = ({ tag, content }: Node) => encode(tag, content);
const headOf = (encoding: Uint8Array) => readHeader(encoding, 0, encoding.length, 0).contentStart;

/** The same value with its length octets replaced. */
const withLength = (node: Node, ...octets: number[]) => concat(Uint8Array.of(node.tag, ...octets), node.content);
const octetsOf = (length: number) => [length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff];

/** Of primitive values of these types: the content made from the good one. */
const content = (
  what: string,
  tags: readonly number[],
  change: (good: Uint8Array) => Uint8Array | undefined,
): Violation => ({
  what,
  at: 'content',
  broken(node) {
    const bad = tags.includes(node.tag) ? change(node.content) : undefined;
    return bad && encode(node.tag, bad);
  },
});

const append =
  (...octets: number[]) =>
  (good: Uint8Array) =>
    concat(good, Uint8Array.from(octets));
const INTEGERS = [0x02, 0x0a];
const PRIMITIVE_TYPES = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x16, 0x17, 0x18];

const VIOLATIONS: readonly Violation[] = [
  {
    what: 'length in four octets',
    at: 'value',
    broken: (node) =>
      node.content.length < 1 << 24 ? withLength(node, 0x84, ...octetsOf(node.content.length)) : undefined,
  },
  {
    what: 'length in five octets',
    at: 'value',
    broken: (node) => withLength(node, 0x85, 0, ...octetsOf(node.content.length)),
  },
  {
    what: 'indefinite length',
    at: 'value',
    broken: (node) => (isPrimitive(node) ? undefined : concat(withLength(node, 0x80), Uint8Array.of(0, 0))),
  },
  {
    what: 'a length one too long',
    at: 'value',
    broken(node) {
      const longer = encode(node.tag, node.content, Uint8Array.of(0));
      return node.isLast ? longer.subarray(0, -1) : undefined;
    },
  },
  { what: 'a high tag number', at: 'value', broken: (node) => encode(node.tag | 0x1f, node.content) },
  {
    what: 'a primitive type in constructed form',
    at: 'value',
    broken: (node) => (PRIMITIVE_TYPES.includes(node.tag) ? encode(node.tag | 0x20, whole(node)) : undefined),
  },
  {
    what: 'a type no structure uses',
    at: 'content',
    broken: (node) => (isPrimitive(node) && isUniversal(node) ? encode(0x09, node.content) : undefined),
  },
  content('an empty INTEGER', INTEGERS, () => new Uint8Array()),
  content('an INTEGER with a zero before it', INTEGERS, (good) =>
    (good[0] as number) < 0x80 ? concat(Uint8Array.of(0), good) : undefined,
  ),
  content('a negative INTEGER, padded', INTEGERS, (good) => concat(Uint8Array.of(0xff, 0x80), good)),
  content('BOOLEAN 01', [0x01], () => Uint8Array.of(1)),
  content('BOOLEAN of two octets', [0x01], append(0xff)),
  content('BIT STRING without its first octet', [0x03], () => new Uint8Array()),
  content('BIT STRING with eight unused bits', [0x03], (good) => concat(Uint8Array.of(8), good.subarray(1))),
  content('BIT STRING with an unused bit that is set', [0x03], (good) =>
    concat(Uint8Array.of(7), good.subarray(1), Uint8Array.of(0x81)),
  ),
  content('NULL with content', [0x05], append(0)),
  content('an empty OBJECT IDENTIFIER', [0x06], () => new Uint8Array()),
  content('an OBJECT IDENTIFIER that ends within an arc', [0x06], append(0x81)),
  content('an OBJECT IDENTIFIER with a padded arc', [0x06], append(0x80, 0x01)),
  content('UTF8String with half a character', [0x0c], append(0xe4, 0xb8)),
  content('UTF8String with a surrogate', [0x0c], append(0xed, 0xa0, 0x80)),
  content('UTF8String in a longer form', [0x0c], append(0xc0, 0x80)),
  content('PrintableString with a star', [0x13], append(0x2a)),
  content('IA5String above 7F', [0x16], append(0xe9)),
  content('a time without seconds', [0x17, 0x18], (good) => concat(good.subarray(0, -3), Uint8Array.of(0x5a))),
  content('a time with an offset', [0x17, 0x18], (good) => concat(good.subarray(0, -1), ascii('+0800'))),
  content('a time without Z', [0x17, 0x18], (good) => good.subarray(0, -1)),
  content('a time in month 13', [0x17, 0x18], (good) => concat(good.subarray(0, -11), ascii('13'), good.subarray(-9))),
  content('a time at 24 hours', [0x17, 0x18], (good) => concat(good.subarray(0, -7), ascii('24'), good.subarray(-5))),
  content('a time with a space', [0x17, 0x18], (good) => concat(good.subarray(0, -3), ascii(' 0Z'))),
];

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Every violation of every value of `seed`, and, when its reader opens them, of the encodings in OCTET STRINGs. */
export function* malformedFrom(seed: Uint8Array, opens = true): Generator<Malformed> {
  const tree = read(seed, true, opens);
  yield* breakAll(tree, (broken) => broken);
  yield { what: 'a byte behind the end', bytes: concat(seed, Uint8Array.of(0)), offset: seed.length };
  yield { what: 'the same value again behind the end', bytes: concat(seed, seed), offset: seed.length };
}

/** A broken encoding with what was put around it, and how far that moved it. */
interface Placed {
  bytes: Uint8Array;
  offset: number;
}

function* breakAll(node: Node, place: (value: Placed) => Placed): Generator<Malformed> {
  for (const { what, at, broken } of VIOLATIONS) {
    const bytes = broken(node);
    if (!bytes) continue;
    const offset = at === 'value' ? 0 : headOf(bytes);
    yield { what: `${what}, tag ${node.tag.toString(16)}`, ...place({ bytes, offset }) };
  }
  yield* outOfOrder(node, place);
  if (node.inside) {
    const around = ({ bytes, offset }: Placed) => {
      const encoding = encode(node.tag, bytes);
      return place({ bytes: encoding, offset: headOf(encoding) + offset });
    };
    yield* breakAll(node.inside, around);
    const good = whole(node.inside);
    yield {
      what: 'a byte behind an extension',
      ...around({ bytes: concat(good, Uint8Array.of(0)), offset: good.length }),
    };
  }
  for (const [i, child] of node.children.entries()) {
    yield* breakAll(child, ({ bytes, offset }) => {
      const parts = node.children.map((each, k) => (k === i ? bytes : whole(each)));
      const encoding = encode(node.tag, ...parts);
      const before = parts.slice(0, i).reduce((sum, part) => sum + part.length, headOf(encoding));
      return place({ bytes: encoding, offset: before + offset });
    });
  }
}

function* outOfOrder(node: Node, place: (value: Placed) => Placed): Generator<Malformed> {
  if (node.tag !== 0x31 || node.children.length < 2) return;
  const parts = node.children.map(whole).toReversed();
  const bytes = encode(node.tag, ...parts);
  const offset = headOf(bytes) + (parts[0] as Uint8Array).length;
  yield { what: 'SET OF out of order', ...place({ bytes, offset }) };
}

function read(encoding: Uint8Array, isLast: boolean, opens: boolean): Node {
  const { tag, contentStart, end } = readHeader(encoding, 0, encoding.length, 0);
  const inner = encoding.subarray(contentStart, end);
  const children: Node[] = [];
  if ((tag & 0x20) !== 0) {
    for (let at = 0; at < inner.length; ) {
      const next = readHeader(inner, at, inner.length, 0).end;
      children.push(read(inner.subarray(at, next), next === inner.length, opens));
      at = next;
    }
  }
  const [type] = children;
  const opened = opens && tag === 0x30 && type?.tag === 0x06 && OPENED.some((each) => sameBytes(each, whole(type)));
  const last = children.at(-1);
  if (opened && last?.tag === 0x04) last.inside = read(last.content, true, opens);
  return { tag, content: inner, children, isLast };
}

/** Of these the value is read wherever it is met. */
const OPENED: readonly Uint8Array[] = [
  OID.subjectKeyId,
  OID.keyUsage,
  OID.subjectAltName,
  OID.basicConstraints,
  OID.crlNumber,
  OID.crlReason,
  OID.invalidityDate,
  OID.deltaCrlIndicator,
  OID.issuingDistributionPoint,
  OID.nameConstraints,
  OID.crlDistributionPoints,
  OID.certificatePolicies,
  OID.policyMappings,
  OID.authorityKeyId,
  OID.policyConstraints,
  OID.extendedKeyUsage,
  OID.freshestCrl,
  OID.inhibitAnyPolicy,
  OID.authorityInfoAccess,
  OID.ocspBasic,
  OID.ocspNonce,
  OID.ocspArchiveCutoff,
].map((dotted) => oid(dotted));
