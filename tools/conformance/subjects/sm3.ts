/** SM3 and HMAC-SM3 (GM/T 0004-2012, RFC 2104): every length around the borders of a block, and keys longer than one. */
import { hmacSm3, sm3 } from '@qianyin/gm';
import type { Case, Subject } from '../case.ts';
import { seeded } from '../seed.ts';

const LENGTHS = [0, 1, 3, 31, 32, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 1000, 65_537];
const KEY_LENGTHS = [0, 1, 32, 63, 64, 65, 200];

export const sm3Subject: Subject = {
  name: 'sm3',
  cases: () => {
    const random = seeded('sm3');
    const hashes = LENGTHS.map((length): Case => {
      const message = random(length);
      return {
        name: `${length} bytes`,
        kind: 'sm3',
        files: { message },
        expected: 'accept',
        outputs: { digest: sm3(message) },
      };
    });
    const macs = KEY_LENGTHS.map((length): Case => {
      const key = random(length);
      const message = random(100);
      return {
        name: `HMAC, key of ${length} bytes`,
        kind: 'hmac-sm3',
        files: { key, message },
        expected: 'accept',
        outputs: { mac: hmacSm3(key, message) },
      };
    });
    return [...hashes, ...macs];
  },
};
