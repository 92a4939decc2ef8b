/**
 * begin-key: checks the phone's proof, draws d2, stores everything before the answer, proves d2 to the phone.
 * specs/two-party-sm2/v1, key generation, steps 2 and 3.
 */
import { GmError, Secret, signerCompleteKey } from '@qianyin/gm';
import { appendAudit } from '../audit/append.ts';
import type { Signer } from '../context.ts';
import { concat, sameBytes } from '../database/bytes.ts';
import { SignerError } from '../interface/index.ts';
import type { ReplyOf, RequestOf } from '../interface/index.ts';
import type { KeyStore } from '../keystore/port.ts';
import { openP1, requireLive } from './keys.ts';
import type { Key } from './keys.ts';

type Deps = Pick<Signer, 'db' | 'keyStore' | 'clock' | 'random'>;
type Request = RequestOf<'begin-key'>;

/** Throws signer/proof-wrong, signer/key-conflict. */
export async function beginKey(deps: Deps, request: Request): Promise<ReplyOf<'begin-key'>> {
  const { db, keyStore, clock } = deps;
  const known = await findKey(deps, request.keyId);
  if (known) return repeatAnswer(keyStore, known, request);

  const made = complete(deps, request);
  const seal = (purpose: 'd2' | 'p1' | 'key-proof', secret: Secret) =>
    keyStore.seal({ purpose, id: request.keyId }, secret);
  const row = {
    key_id: request.keyId,
    purpose: 'signing' as const,
    pin_id: request.keyId,
    account: request.context.account,
    device: request.context.device,
    public_key: made.publicKey,
    sealed_d2: await seal('d2', made.d2),
    sealed_p1: await seal('p1', Secret.take(request.p1.slice())),
    sealed_proof: await seal('key-proof', Secret.take(concat([request.proof, made.proof]))),
  };
  made.d2.wipe();

  const at = clock();
  const stored = await db.transaction().execute(async (trx) => {
    const pin = await trx
      .insertInto('pins')
      .values({ pin_id: request.keyId, locked_at: null, lock_reason: null })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (pin.numInsertedOrUpdatedRows !== 1n) return false;
    await trx
      .insertInto('keys')
      .values({ ...row, created_at: at, ended_at: null })
      .execute();
    await appendAudit(trx, at, {
      action: 'key-begun',
      subject: request.keyId,
      detail: { ...request.context, publicKey: Buffer.from(made.publicKey).toString('hex') },
    });
    return true;
  });
  if (stored) return { publicKey: made.publicKey, proof: made.proof };

  // Somebody was faster with the same id: what is stored is the answer, and the share drawn here is forgotten.
  const winner = await findKey(deps, request.keyId);
  if (!winner) throw new SignerError('signer/key-conflict');
  return repeatAnswer(keyStore, winner, request);
}

function complete({ random }: Deps, { keyId, context, p1, proof }: Request) {
  try {
    return signerCompleteKey({ p1, proof, context: { keyId, ...context }, random });
  } catch (error) {
    if (error instanceof GmError) throw new SignerError('signer/proof-wrong', {}, { cause: error });
    throw error;
  }
}

async function findKey({ db }: Deps, keyId: string): Promise<Key | undefined> {
  return db.selectFrom('keys').selectAll().where('key_id', '=', keyId).executeTakeFirst();
}

async function repeatAnswer(keyStore: KeyStore, key: Key, request: Request): Promise<ReplyOf<'begin-key'>> {
  const live = requireLive(key);
  if (!live.sealed_proof) throw new SignerError('signer/key-conflict');
  const proofs = await keyStore.open({ purpose: 'key-proof', id: key.key_id }, live.sealed_proof);
  const both = proofs.copy();
  const same =
    key.account === request.context.account &&
    key.device === request.context.device &&
    sameBytes(await openP1(keyStore, live), request.p1) &&
    sameBytes(both.subarray(0, request.proof.length), request.proof);
  if (!same) throw new SignerError('signer/key-conflict');
  return { publicKey: new Uint8Array(key.public_key), proof: both.slice(request.proof.length) };
}
