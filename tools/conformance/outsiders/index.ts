/** Everybody who is asked, in the order of the table. */
import { bouncyCastle } from './bouncycastle.ts';
import { gmsm, tjfoc } from './go.ts';
import { openssl } from './openssl.ts';
import type { Outsider } from './outsider.ts';

export const OUTSIDERS: readonly Outsider[] = [bouncyCastle, gmsm, tjfoc, openssl];
