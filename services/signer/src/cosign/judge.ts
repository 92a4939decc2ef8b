/** The verdict on the phone's answers to one ceremony. All of them must hold: one wrong s' is a wrong PIN. */
import { GmError, Secret, signerFinishSignature } from '@qianyin/gm';
import { chunks } from '../database/bytes.ts';
import type { KeyStore } from '../keystore/port.ts';
import type { Pending } from './ceremonies.ts';
import { openD2, openP1 } from './keys.ts';
import type { LiveKey } from './keys.ts';

export type Verdict = { share: 'right'; signatures: Uint8Array[] } | { share: 'wrong' } | { share: 'again' };

/** `again` is the standard's retry (r = 0, r + k = n, s = 0): the nonces are burnt and the phone starts over. */
export async function judge(keyStore: KeyStore, key: LiveKey, pending: Pending, s1: Uint8Array[]): Promise<Verdict> {
  const p1 = await openP1(keyStore, key);
  const d2 = await openD2(keyStore, key);
  const nonces = await openNonces(keyStore, pending);
  const digests = chunks(pending.digests, 32);
  const points = chunks(pending.q1, 65);
  try {
    const signatures = s1.map((answer, index) => {
      const k2 = nonces[index];
      const q1 = points[index];
      const e = digests[index];
      if (!k2 || !q1 || !e) throw new Error('a ceremony has as many nonces as messages');
      return signerFinishSignature({ d2, k2, p1, publicKey: key.public_key, q1, e, s1: answer }).signature;
    });
    return { share: 'right', signatures };
  } catch (error) {
    if (!(error instanceof GmError)) throw error;
    if (error.code === 'gm/retry') return { share: 'again' };
    // An answer out of range counts like any wrong one: were it free, it could follow a guess and uncover it uncounted.
    if (error.code === 'gm/share-wrong' || error.code === 'gm/invalid-scalar') return { share: 'wrong' };
    throw error;
  } finally {
    d2.wipe();
    for (const nonce of nonces) nonce.wipe();
  }
}

async function openNonces(keyStore: KeyStore, { key_id, ceremony_id, sealed_k2 }: Pending): Promise<Secret[]> {
  const all = await keyStore.open({ purpose: 'k2', id: `${key_id} ${ceremony_id}` }, sealed_k2);
  const nonces = all.use((bytes) => chunks(bytes, 32).map((nonce) => Secret.take(nonce)));
  all.wipe();
  return nonces;
}
