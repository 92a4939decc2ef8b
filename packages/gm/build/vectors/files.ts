/** The vector files by name. */

import { derCases } from './der.ts';
import { encryptionCases } from './encryption.ts';
import { keyCases } from './keys.ts';
import { signCases } from './sign.ts';
import { sm3Cases, sm4Cases } from './symmetric.ts';
import type { Case } from './vector.ts';
import { verifyCases } from './verify.ts';

export const VECTORS: Record<string, () => Case[]> = {
  'sm2-der': derCases,
  'sm2-encryption': encryptionCases,
  'sm2-keys': keyCases,
  'sm2-sign': signCases,
  'sm2-verify': verifyCases,
  sm3: sm3Cases,
  sm4: sm4Cases,
};

/** One case a line, so that a change shows what changed. */
export function fileText(name: string): string {
  const lines = (VECTORS[name]?.() ?? []).map((each) => `  ${JSON.stringify(each)}`);
  return `[\n${lines.join(',\n')}\n]\n`;
}
