/** The three authorities in memory: their certificates and the references of their keys. */
import type { Certificate } from '@qianyin/pki';
import type { AuthorityRole } from '../database/tables.ts';
import type { KeyStore } from '../keystore/port.ts';

export interface Authority {
  role: AuthorityRole;
  generation: number;
  /** DER. */
  certificate: Uint8Array;
  parsed: Certificate;
  keyReference: Uint8Array;
}

export type Authorities = Record<AuthorityRole, Authority>;

/** The name under which the key store knows an authority's key. */
export const keyIdOf = ({ role, generation }: Pick<Authority, 'role' | 'generation'>) => `${role} ${generation}`;

/** Signs with an authority's key: r‖s. */
export function signAs(keyStore: KeyStore, authority: Authority, message: Uint8Array): Promise<Uint8Array> {
  return keyStore.signAsAuthority(keyIdOf(authority), authority.keyReference, message);
}
