/** What all openssl recipes share: the signer's id, the moment, and bare SM2 signatures. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenCase } from '../manifest.ts';
import { toHex, utf8 } from '../seed.ts';
import type { Command, Recipe } from './command-line.ts';
import { signedBytes } from './openssl-signed-bytes.ts';

/** The moment that authorities are judged at: 2026-06-01. */
export const AT = '-attime 1780272000';
const DEFAULT_ID = toHex(utf8('1234567812345678'));
export const hexOf = (cwd: string, name: string): string => readFileSync(join(cwd, name)).toString('hex');
export const distid = (cwd: string): string =>
  `hexdistid:${existsSync(join(cwd, 'id')) ? hexOf(cwd, 'id') : DEFAULT_ID}`;
export const isSm2 = ({ parameters }: WrittenCase): boolean => parameters.key === 'sm2';

export const verifySignature = (key: string, signature: string, message: string, id: string): Command => ({
  line: `openssl dgst -sm3 -verify ${key} -signature ${signature} -sigopt ${id} ${message}`,
  says: /Verified OK/,
});

/** Lists, answers and messages with SM2: its commands cannot be told the signer's id. */
export const bareSignature: Recipe = (asked, cwd) => {
  signedBytes(asked.kind, cwd);
  return verifySignature('signer-key', 'signature-value', 'signed-bytes', distid(cwd));
};
