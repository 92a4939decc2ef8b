/** The tables of schema `signer` as TypeScript types. Their meaning is in migrations/0001-first.ts. */
import type { Generated, Transaction } from 'kysely';
import type { CertificateProfile } from '../interface/index.ts';

export type LockReason = 'pin' | 'clone';
export type Purpose = 'signing' | 'encryption';
export type AuthorityRole = 'root' | 'issuing' | 'ocsp';
export type Refusal = 'signer/pin-wrong' | 'signer/key-locked' | 'signer/clone-detected';

export interface Tables {
  keystore_check: { id: number; sealed: Uint8Array };
  authorities: {
    role: AuthorityRole;
    generation: number;
    certificate: Uint8Array;
    key_reference: Uint8Array;
    created_at: Date;
  };
  escrow_keys: { generation: number; public_key: Uint8Array; created_at: Date };
  pins: { pin_id: string; failures: Generated<number>; locked_at: Date | null; lock_reason: LockReason | null };
  keys: {
    key_id: string;
    purpose: Purpose;
    pin_id: string;
    account: string;
    device: string;
    public_key: Uint8Array;
    sealed_d2: Uint8Array | null;
    sealed_p1: Uint8Array | null;
    sealed_proof: Uint8Array | null;
    counter: Generated<number>;
    created_at: Date;
    ended_at: Date | null;
  };
  archived_keys: {
    key_id: string;
    escrow_generation: number;
    ciphertext: Uint8Array;
    recipient: Uint8Array;
    wrapped_share: Uint8Array;
  };
  ceremonies: {
    key_id: string;
    ceremony_id: string;
    state: 'pending' | 'finished' | 'refused' | 'superseded';
    phone_counter: number;
    digests: Uint8Array;
    q1: Uint8Array | null;
    r2: Uint8Array | null;
    sealed_k2: Uint8Array | null;
    signatures: Uint8Array | null;
    counter_after: number | null;
    refusal: Refusal | null;
    tries_left: number | null;
    begun_at: Date;
    settled_at: Date | null;
  };
  openings: {
    key_id: string;
    request_id: string;
    blinded: Uint8Array;
    t2: Uint8Array | null;
    refusal: Refusal | null;
    tries_left: number | null;
    opened_at: Date;
  };
  issuances: {
    issuance_id: string;
    serial: string;
    profile: CertificateProfile;
    key_id: string;
    tbs: Uint8Array;
    not_after: Date;
    order_id: string;
    accepted_by: string;
    approved_by: string;
    paid_at: Date;
    token_hash: Uint8Array;
    linted_at: Date;
    signature: Uint8Array | null;
    signed_at: Date | null;
  };
  crls: { number: string; tbs_hash: Uint8Array; signature: Uint8Array; signed_at: Date };
  revocations: { serial: string; revoked_at: Date };
  audit: { sequence: number; content: string; previous: Uint8Array; hash: Uint8Array };
}

export type Trx = Transaction<Tables>;
