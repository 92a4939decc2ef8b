/** Everybody who is asked, in the order of the table. */
import { bouncyCastle } from './bouncycastle.ts';
import { gmsm, goX509, tjfoc, zlint } from './go.ts';
import { gnutls } from './gnutls.ts';
import { nss } from './nss.ts';
import { openssl } from './openssl.ts';
import type { Outsider } from './outsider.ts';

export const OUTSIDERS: readonly Outsider[] = [bouncyCastle, gmsm, tjfoc, openssl, goX509, gnutls, nss, zlint];
