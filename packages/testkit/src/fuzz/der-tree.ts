/**
 * DER taken apart loosely and put together again with right lengths, so that a change deep inside reaches the code that
 * reads it instead of failing at the outermost length.
 */

export interface Node {
  /** First octet of the tag; longer tags are left alone as content. */
  tag: number;
  content: Uint8Array | Node[];
  /** Octets to write instead of the right length. */
  length?: Uint8Array;
}

/** The elements that fill `bytes`, or undefined where it is no sequence of elements. */
export function takeApart(bytes: Uint8Array, depth = 0): Node[] | undefined {
  const nodes: Node[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0;
    let length = bytes[at + 1];
    if (length === undefined || (tag & 0x1f) === 0x1f) return undefined;
    at += 2;
    if (length > 0x80) {
      let count = length & 0x7f;
      if (count > 3 || at + count > bytes.length) return undefined;
      for (length = 0; count > 0; count--) length = length * 256 + (bytes[at++] ?? 0);
    } else if (length === 0x80) return undefined;
    if (at + length > bytes.length) return undefined;
    const content = bytes.subarray(at, at + length);
    const opens = (tag & 0x20) !== 0 || ((tag === 0x04 || tag === 0x03) && length > 4);
    // A BIT STRING's octets follow the count of unused bits; most of what hides in one begins with a SEQUENCE.
    const inner = opens && depth < 24 && tag !== 0x03 ? takeApart(content, depth + 1) : undefined;
    nodes.push({ tag, content: inner === undefined || inner.length === 0 ? content : inner });
    at += length;
  }
  return nodes;
}

export function putTogether(nodes: Node[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { tag, content, length } of nodes) {
    const body = content instanceof Uint8Array ? content : putTogether(content);
    parts.push(Uint8Array.of(tag), length ?? lengthOf(body.length), body);
  }
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function lengthOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) digits.unshift(rest & 0xff);
  return Uint8Array.of(0x80 | digits.length, ...digits);
}

/** Every node with the list that holds it. */
export function everyNode(nodes: Node[], found: { list: Node[]; at: number }[] = []): { list: Node[]; at: number }[] {
  nodes.forEach(({ content }, at) => {
    found.push({ list: nodes, at });
    if (!(content instanceof Uint8Array)) everyNode(content, found);
  });
  return found;
}
