/** Taking DER apart without the package under test: just enough to hand signed bytes to a program. */

export interface Element {
  tag: number;
  /** With its identifier and length. */
  bytes: Uint8Array;
  content: Uint8Array;
}

export function elements(content: Uint8Array): Element[] {
  const found: Element[] = [];
  for (let at = 0; at < content.length; ) {
    let start = at + 2;
    let length = content[at + 1] ?? 0;
    if (length >= 0x80) {
      const octets = content.subarray(start, start + (length & 0x7f));
      length = Number(`0x${Buffer.from(octets).toString('hex') || '0'}`);
      start += octets.length;
    }
    if (start + length > content.length) throw new Error('DER that ends early');
    found.push({
      tag: content[at] ?? 0,
      bytes: content.subarray(at, start + length),
      content: content.subarray(start, start + length),
    });
    at = start + length;
  }
  return found;
}

/** The element that the indices lead to, one level each. */
export function element(der: Uint8Array, ...path: readonly number[]): Element {
  const [root] = elements(der);
  let current = root;
  for (const index of path) current = current && elements(current.content)[index];
  if (current === undefined) throw new Error('DER without that member');
  return current;
}

/** What was signed and the signature of a certificate, request, list or basic OCSP answer. */
export function signedParts(der: Uint8Array): { message: Uint8Array; signature: Uint8Array } {
  return { message: element(der, 0).bytes, signature: element(der, 2).content.subarray(1) };
}

/** An element; lengths in as few octets as DER has it. */
export function wrapped(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(contents);
  const hex = content.length.toString(16);
  const octets = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  const length = content.length < 0x80 ? octets : Buffer.concat([Buffer.from([0x80 | octets.length]), octets]);
  return new Uint8Array(Buffer.concat([Buffer.from([tag]), length, content]));
}

/** INTEGER of a non-negative number, big-endian: zero octets before it go, one for the sign comes where it must. */
export function integerOf(number: Uint8Array): Uint8Array {
  const first = number.findIndex((octet) => octet !== 0);
  const digits = first < 0 ? new Uint8Array(1) : number.subarray(first);
  return wrapped(0x02, (digits[0] ?? 0) & 0x80 ? new Uint8Array([0, ...digits]) : digits);
}
