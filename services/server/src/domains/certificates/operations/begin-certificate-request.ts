/** Starts co-signing the PKCS #10 request: its content comes from the order and the key, never from the phone. */
import { buildCsrInfo } from '@qianyin/pki';
import type { SignerClient } from '@qianyin/signer/interface';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { beginCosignature, holderKey } from '../../keys/index.ts';
import { orderForIssuance } from '../../orders/index.ts';
import { noteBegun } from '../request-store.ts';
import { subjectOf } from '../rules.ts';

export async function beginCertificateRequest(
  deps: { db: Db; clock: Clock; signer: SignerClient },
  input: {
    holder: WalletHolder;
    orderId: string;
    keyId: string;
    ceremonyId: string;
    counter: number;
    q1: Uint8Array[];
  },
): Promise<{ requestInfo: Uint8Array; r2: Uint8Array[] }> {
  const { holder, orderId, keyId, ceremonyId, counter, q1 } = input;
  if (q1.length !== 1) throw new Refusal('request/invalid', { fields: { q1: 'length' } });
  const { accountId } = holder;
  const order = await orderForIssuance(deps.db, { accountId, orderId });
  if (order.issuedAt !== null) throw new Refusal('certificates/already-issued');
  const key = await holderKey(deps.db, { holder, keyId, purpose: 'signing' });
  if (key.orderId !== orderId) throw new Refusal('keys/not-found');
  const info = buildCsrInfo({ subject: subjectOf(order), publicKey: new Uint8Array(key.publicKey) });
  // Before the signer: a finish is answered only for the ceremony that stands here.
  await noteBegun(deps.db, { orderId, accountId, keyId, ceremonyId, info, at: deps.clock.now() });
  const { r2 } = await beginCosignature(deps, {
    holder,
    keyId,
    ceremonyId,
    counter,
    q1,
    messages: [info],
    purpose: { action: 'begin-certificate-request', subject: { kind: 'order', id: orderId } },
  });
  return { requestInfo: info, r2 };
}
