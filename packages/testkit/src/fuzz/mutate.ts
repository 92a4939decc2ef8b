/** Changes that a hostile or broken writer would make: to single octets, and to elements of DER with the lengths around them mended. */

import { everyNode, lengthOf, type Node, putTogether, takeApart } from './der-tree.ts';
import type { Draw } from './draw.ts';

const OCTETS = [
  0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x17, 0x18, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x84, 0xa0,
  0xa3, 0xff,
];
const LARGEST = 1 << 16;

/** A changed copy of `input`; `other` lends parts. */
export function mutate(input: Uint8Array, other: Uint8Array, draw: Draw): Uint8Array {
  let bytes = input;
  for (let changes = 1 + draw.below(3); changes > 0; changes--) {
    const tree = draw.below(3) === 0 ? undefined : takeApart(bytes);
    bytes = tree === undefined || tree.length === 0 ? changeOctets(bytes, other, draw) : changeTree(tree, other, draw);
  }
  return bytes.length > LARGEST ? bytes.slice(0, LARGEST) : bytes;
}

function changeOctets(input: Uint8Array, other: Uint8Array, draw: Draw): Uint8Array {
  const at = draw.below(input.length + 1);
  const length = Math.min(1 + draw.below(draw.below(4) === 0 ? 200 : 8), input.length - at);
  const from = draw.below(other.length + 1);
  switch (draw.below(6)) {
    case 0:
      return replaced(input, at, length, new Uint8Array(0));
    case 1:
      return replaced(input, at, 0, input.subarray(at, at + length));
    case 2:
      return replaced(input, at, length, other.subarray(from, from + 1 + draw.below(64)));
    case 3:
      return input.slice(0, at);
    case 4:
      return replaced(input, at, Math.min(1, input.length - at), Uint8Array.of(draw.pick(OCTETS)));
    default: {
      const out = input.slice();
      if (out.length > 0) out[at % out.length]! ^= 1 << draw.below(8);
      return out;
    }
  }
}

function changeTree(tree: Node[], other: Uint8Array, draw: Draw): Uint8Array {
  const all = everyNode(tree);
  const { list, at } = draw.pick(all);
  const node = list[at]!;
  switch (draw.below(10)) {
    case 0:
      list.splice(at, 1);
      break;
    case 1:
      list.splice(at, 0, { ...node });
      break;
    case 2:
      node.tag = draw.below(2) === 0 ? draw.pick(OCTETS) : node.tag ^ (1 << draw.below(8));
      break;
    case 3:
      node.length = wrongLength(node, draw);
      break;
    case 4: {
      const lender = everyNode(takeApart(other) ?? tree);
      if (lender.length > 0) {
        const lent = draw.pick(lender);
        list[at] = { ...lent.list[lent.at]! };
      }
      break;
    }
    case 5: {
      const second = draw.pick(all);
      [list[at], second.list[second.at]] = [second.list[second.at]!, node];
      // Swapped with its own inside, a node would hold itself.
      if (holds(second.list[second.at]!, second.list) || holds(list[at]!, list))
        list[at] = { tag: 5, content: new Uint8Array(0) };
      break;
    }
    case 6:
      for (let depth = draw.below(draw.below(8) === 0 ? 2000 : 6); depth >= 0; depth--)
        list[at] = { tag: depth % 3 === 0 ? 0xa0 : 0x30, content: [list[at]!] };
      break;
    case 7:
      list.push(...Array.from({ length: 1 + draw.below(draw.below(8) === 0 ? 3000 : 4) }, () => node));
      break;
    default:
      if (node.content instanceof Uint8Array) node.content = changeOctets(node.content, other, draw);
      else node.content.reverse();
  }
  return flat(tree);
}

/** Nothing but right lengths and nesting that the writer itself survives. */
function flat(tree: Node[]): Uint8Array {
  try {
    return putTogether(tree);
  } catch (error) {
    if (error instanceof RangeError) return Uint8Array.of(0x30, 0x80);
    throw error;
  }
}

function holds(node: Node, list: Node[]): boolean {
  const { content } = node;
  return !(content instanceof Uint8Array) && (content === list || content.some((inner) => holds(inner, list)));
}

function wrongLength({ content }: Node, draw: Draw): Uint8Array {
  const right = content instanceof Uint8Array ? content.length : putTogether(content).length;
  return draw.pick([
    lengthOf(right + 1),
    lengthOf(Math.max(0, right - 1)),
    Uint8Array.of(0x80),
    Uint8Array.of(0x81, right & 0xff),
    Uint8Array.of(0x82, (right >> 8) & 0xff, right & 0xff),
    Uint8Array.of(0x84, 0xff, 0xff, 0xff, 0xff),
    Uint8Array.of(0x88, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
    Uint8Array.of(0xff),
  ]);
}

function replaced(input: Uint8Array, at: number, length: number, by: Uint8Array): Uint8Array {
  const out = new Uint8Array(input.length - length + by.length);
  out.set(input.subarray(0, at));
  out.set(by, at);
  out.set(input.subarray(at + length), at + by.length);
  return out;
}
