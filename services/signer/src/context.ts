/** What the signer's operations are made of. Each operation names the part it uses: Pick<Signer, …>. */
import type { RandomBytes } from '@qianyin/gm';
import type { Kysely } from 'kysely';
import type { Authorities } from './authorities/authorities.ts';
import type { Tables } from './database/tables.ts';
import type { KeyStore } from './keystore/port.ts';
import type { Limits } from './limits.ts';

export interface Signer {
  db: Kysely<Tables>;
  keyStore: KeyStore;
  authorities: Authorities;
  clock: () => Date;
  random: RandomBytes;
  limits: Limits;
}
