/**
 * create-encryption-key: the one kind of private key that exists whole, for the length of this function:
 * made, archived under the escrow key, split; d1 leaves wrapped to the phone, d2 stays sealed.
 */
import { GmError, Secret, sm2CheckPublicKey, sm2Encrypt, sm2GenerateKeyPair, splitKey } from '@qianyin/gm';
import type { RandomBytes } from '@qianyin/gm';
import { appendAudit } from '../audit/append.ts';
import type { Signer } from '../context.ts';
import { lockKey, requireLive, requirePurpose } from '../cosign/keys.ts';
import { requireUnlocked } from '../cosign/pins.ts';
import { sameBytes } from '../database/bytes.ts';
import type { Trx } from '../database/tables.ts';
import { SignerError } from '../interface/index.ts';
import type { ReplyOf, RequestOf } from '../interface/index.ts';
import { readEscrowKey } from './escrow.ts';

type Deps = Pick<Signer, 'db' | 'keyStore' | 'clock' | 'random'>;
type Request = RequestOf<'create-encryption-key'>;
type Reply = ReplyOf<'create-encryption-key'>;

/** Throws the codes listed in interface/create-encryption-key.ts. */
export async function createEncryptionKey(deps: Deps, request: Request): Promise<Reply> {
  const { db, keyStore, clock, random } = deps;
  requirePoint(request.recipient);
  const known = await storedAnswer(db, request);
  if (known) return known;
  const escrow = await readEscrowKey(db);
  if (!escrow) throw new Error('the escrow key is made at start');

  const made = makeAndSplit({ escrowKey: escrow.publicKey, recipient: request.recipient, random });
  const sealed_d2 = await keyStore.seal({ purpose: 'd2', id: request.keyId }, made.d2);
  const sealed_p1 = await keyStore.seal({ purpose: 'p1', id: request.keyId }, Secret.take(made.p1));
  made.d2.wipe();

  return db.transaction().execute(async (trx) => {
    const at = clock();
    const pin_id = await choosePin(trx, request);
    const inserted = await trx
      .insertInto('keys')
      .values({
        key_id: request.keyId,
        purpose: 'encryption',
        pin_id,
        account: request.context.account,
        device: request.context.device,
        public_key: made.publicKey,
        sealed_d2,
        sealed_p1,
        created_at: at,
      })
      .onConflict((conflict) => conflict.column('key_id').doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) {
      // Somebody was faster with the same id: its answer stands, the key made here is forgotten.
      const winner = await storedAnswer(trx, request);
      if (!winner) throw new SignerError('signer/key-conflict');
      return winner;
    }
    await trx
      .insertInto('archived_keys')
      .values({
        key_id: request.keyId,
        escrow_generation: escrow.generation,
        ciphertext: made.archived,
        recipient: request.recipient,
        wrapped_share: made.wrappedShare,
      })
      .execute();
    await appendAudit(trx, at, {
      action: 'encryption-key-made',
      subject: request.keyId,
      detail: {
        ...request.context,
        publicKey: Buffer.from(made.publicKey).toString('hex'),
        escrowGeneration: escrow.generation,
      },
    });
    return { publicKey: made.publicKey, wrappedShare: made.wrappedShare };
  });
}

function makeAndSplit(input: { escrowKey: Uint8Array; recipient: Uint8Array; random: RandomBytes }) {
  const { escrowKey, recipient, random } = input;
  const { privateKey, publicKey } = sm2GenerateKeyPair(random);
  const { d1, d2, p1 } = splitKey({ privateKey, random });
  const archived = privateKey.use((plaintext) => sm2Encrypt({ publicKey: escrowKey, plaintext, random }));
  const wrappedShare = d1.use((plaintext) => sm2Encrypt({ publicKey: recipient, plaintext, random }));
  privateKey.wipe();
  d1.wipe();
  return { publicKey, d2, p1, archived, wrappedShare };
}

/** The PIN whose tries this key shares: the signing key's, when that key is the same holder's and usable. */
async function choosePin(trx: Trx, { keyId, signingKeyId, context }: Request): Promise<string> {
  if (signingKeyId) {
    const { key, pin } = await lockKey(trx, signingKeyId);
    if (key.account !== context.account || key.device !== context.device) throw new SignerError('signer/key-unknown');
    requirePurpose(key, 'signing');
    requireLive(key);
    requireUnlocked(pin);
    return pin.pin_id;
  }
  await trx
    .insertInto('pins')
    .values({ pin_id: keyId, locked_at: null, lock_reason: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return keyId;
}

/** The first answer, when the request is the same; the share stays wrapped to the phone that asked first. */
async function storedAnswer(db: Pick<Trx, 'selectFrom'>, request: Request): Promise<Reply | undefined> {
  const key = await db.selectFrom('keys').selectAll().where('key_id', '=', request.keyId).executeTakeFirst();
  if (!key) return undefined;
  const archive = await db
    .selectFrom('archived_keys')
    .select(['recipient', 'wrapped_share'])
    .where('key_id', '=', request.keyId)
    .executeTakeFirst();
  const same =
    archive !== undefined &&
    key.account === request.context.account &&
    key.device === request.context.device &&
    sameBytes(archive.recipient, request.recipient);
  if (!same) throw new SignerError('signer/key-conflict');
  if (key.ended_at) throw new SignerError('signer/key-ended');
  return { publicKey: new Uint8Array(key.public_key), wrappedShare: new Uint8Array(archive.wrapped_share) };
}

function requirePoint(recipient: Uint8Array): void {
  try {
    sm2CheckPublicKey(recipient);
  } catch (error) {
    if (!(error instanceof GmError)) throw error;
    throw new SignerError('signer/request-malformed', { field: 'recipient' }, { cause: error });
  }
}
