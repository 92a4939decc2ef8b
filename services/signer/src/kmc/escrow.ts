/**
 * The escrow key: encryption keys are archived under its public half; its private half exists only as two shares for two
 * agents (the private key is their exclusive or). This is the sandbox form: the shares are files on this machine, to be
 * carried away. In service the shares are made on two tokens in a ceremony.
 */
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { sm2GenerateKeyPair, sm3 } from '@qianyin/gm';
import { appendAudit } from '../audit/append.ts';
import type { Signer } from '../context.ts';
import type { Trx } from '../database/tables.ts';
import { syncFolder, writeDurably } from '../keystore/master-key.ts';

export interface EscrowKey {
  generation: number;
  publicKey: Uint8Array;
}

type Deps = Pick<Signer, 'clock' | 'random'> & { dataDir: string };

/** The escrow key, made at the first start. Call it in a transaction that holds the start lock. */
export async function ensureEscrowKey(trx: Trx, deps: Deps): Promise<EscrowKey> {
  const known = await readEscrowKey(trx);
  if (known) return known;
  const generation = 1;
  const publicKey = makeShares(deps);
  const at = deps.clock();
  await trx.insertInto('escrow_keys').values({ generation, public_key: publicKey, created_at: at }).execute();
  await appendAudit(trx, at, { action: 'escrow-key-made', subject: shareName(publicKey), detail: { generation } });
  return { generation, publicKey };
}

/** The newest escrow key. */
export async function readEscrowKey(trx: Pick<Trx, 'selectFrom'>): Promise<EscrowKey | undefined> {
  const row = await trx.selectFrom('escrow_keys').selectAll().orderBy('generation', 'desc').limit(1).executeTakeFirst();
  return row && { generation: row.generation, publicKey: new Uint8Array(row.public_key) };
}

/**
 * Shares reach the disk before the public key reaches the database: an archived key can always be recovered. A crash in
 * between leaves two files of a key that was never used; the next start makes another under another name.
 */
function makeShares({ dataDir, random }: Deps): Uint8Array {
  const { privateKey, publicKey } = sm2GenerateKeyPair(random);
  const first = random(privateKey.length);
  const second = privateKey.use((bytes) => bytes.map((byte, index) => byte ^ (first[index] ?? 0)));
  privateKey.wipe();
  const folder = join(dataDir, 'escrow');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [index, share] of [first, second].entries()) {
    const agent = index + 1;
    const text = { escrowPublicKey: hex(publicKey), agent, of: 2, combine: 'xor', share: hex(share) };
    writeDurably(join(folder, `${shareName(publicKey)}.agent-${agent}.json`), Buffer.from(`${JSON.stringify(text)}\n`));
    share.fill(0);
  }
  syncFolder(folder);
  return publicKey;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const shareName = (publicKey: Uint8Array) => hex(sm3(publicKey).subarray(0, 8));
