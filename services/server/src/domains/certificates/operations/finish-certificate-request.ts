/** Finishes the co-signature of the PKCS #10 request; it is stored only when it verifies under its own key. */
import { assembleCsr, parseCsr } from '@qianyin/pki';
import type { SignerClient } from '@qianyin/signer/interface';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal, found } from '../../../platform/errors.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { finishCosignature } from '../../keys/index.ts';
import { requestOf, storeFinished } from '../request-store.ts';

export async function finishCertificateRequest(
  deps: { db: Db; clock: Clock; signer: SignerClient },
  input: { holder: WalletHolder; orderId: string; keyId: string; ceremonyId: string; s1: Uint8Array[] },
): Promise<{ signatures: Uint8Array[]; counter: number; request: Uint8Array }> {
  const { holder, orderId, keyId, ceremonyId } = input;
  const { accountId } = holder;
  const begun = found(await requestOf(deps.db, { accountId, orderId }), 'orders/not-found');
  // A ceremony that was begun for something else must not be finished under this name.
  if (begun.ceremonyId !== ceremonyId || begun.keyId !== keyId) throw new Refusal('keys/ceremony-stale');
  const { signatures, counter } = await finishCosignature(deps, input);
  const request = signedRequest(begun.info, signatures);
  await inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    if (!(await storeFinished(tx, { orderId, ceremonyId, request, at }))) return;
    await recordAudit(tx, {
      at,
      actor: { kind: 'account', id: accountId },
      action: 'finish-certificate-request',
      subject: { kind: 'order', id: orderId },
      details: { keyId, ceremonyId },
    });
  });
  return { signatures, counter, request };
}

function signedRequest(info: Uint8Array, [signature]: Uint8Array[]): Uint8Array {
  if (signature === undefined) throw new Refusal('certificates/request-invalid');
  const request = assembleCsr(info, signature);
  if (!parseCsr(request).valid) throw new Refusal('certificates/request-invalid');
  return request;
}
