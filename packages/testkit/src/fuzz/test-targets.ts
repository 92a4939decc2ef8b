/** Parsers with known faults, for the test of the fuzzer. */

import type { Target } from './fuzz.ts';

class Refused extends Error {
  readonly code = 'test/refused';
}

/** SEQUENCE { INTEGER, OCTET STRING }, as a careless reader reads it. */
function read(bytes: Uint8Array, fault: (length: number, content: number) => void): void {
  if (bytes[0] !== 0x30 || bytes.length < 7 || bytes[1] !== bytes.length - 2) throw new Refused();
  if (bytes[2] !== 0x02 || bytes[3] !== 1 || bytes[5] !== 0x04) throw new Refused();
  fault(bytes[6] ?? 0, bytes[4] ?? 0);
}

const seeds = () => [Uint8Array.of(0x30, 0x08, 0x02, 0x01, 0x05, 0x04, 0x03, 1, 2, 3)];

export const TARGETS: Target[] = [
  { name: 'sound', seeds, parse: (bytes) => read(bytes, () => undefined) },
  {
    name: 'crash',
    seeds,
    parse: (bytes) =>
      read(bytes, (length) => {
        if (length > 100) (undefined as unknown as { length: number }).length++;
      }),
  },
  {
    name: 'hang',
    seeds,
    parse: (bytes) =>
      read(bytes, (length) => {
        for (let i = 0; i < length; i++) if (length > 100) i = -1;
      }),
  },
  {
    name: 'memory',
    seeds,
    parse: (bytes) =>
      read(bytes, (length) => {
        const held: number[][] = [];
        for (let i = 0; i < length; i++) {
          held.push(Array.from({ length: 1e6 }, () => i));
          if (length > 100) i = -1;
        }
      }),
  },
  {
    name: 'writes',
    seeds,
    parse: (bytes) =>
      read(bytes, (length) => {
        if (length > 100) bytes[0] = 0;
      }),
  },
];

export const isRefusal = (error: unknown): boolean => error instanceof Refused;
