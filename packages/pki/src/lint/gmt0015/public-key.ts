import { GmError, sm2CheckPublicKey } from '@qianyin/gm';
import type { Rule } from '../rule.ts';

/** A key of a kind the profile names; an SM2 key is a point of the curve, uncompressed, not infinity. */
export const publicKey: Rule = {
  rule: 'gmt0015/public-key',
  citation: 'GM/T 0009-2012 (SM2PublicKey); GB/T 32918.1',
  severity: 'error',
  check({ keyKind, publicKey: key }, { keyKinds }) {
    if (!keyKinds.includes(keyKind)) return `a key of kind ${keyKind}; ${keyKinds.join(', ')} expected`;
    if (keyKind !== 'sm2') return undefined;
    try {
      sm2CheckPublicKey(key);
      return undefined;
    } catch (error) {
      if (error instanceof GmError) return 'not a point of the curve';
      throw error;
    }
  },
};
