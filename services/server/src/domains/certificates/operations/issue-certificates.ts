/**
 * Issues the dual certificates of a paid order, and what comes with them: the enterprise, its administrator, its seal.
 * Signing happens before the transaction and can be repeated (issuance.ts); handing out is one transaction. Killed
 * between any two steps, the next call goes on; a call that comes after the end answers the same certificates.
 */
import { randomUUID } from 'node:crypto';
import type { SealDrawing } from '@qianyin/pki';
import type { SignerClient } from '@qianyin/signer/interface';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, type Tx, inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import { textAccount } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { isClaimed, registerEnterprise } from '../../enterprises/index.ts';
import { type OrderForIssuance, markIssued, orderForIssuance } from '../../orders/index.ts';
import { type IssuedPair, issuePair } from '../issue-pair.ts';
import { issuedText } from '../messages.ts';
import type { DualCertificates } from '../model.ts';
import { insertCertificates } from '../publish-store.ts';
import { certificateOfOrder } from '../store.ts';

/** The seal that goes with the certificates; the domain of seals lies above and is handed in. */
interface SealMaker {
  /** Slow, outside any transaction; null when the name cannot be drawn as a seal. */
  draw(unitName: string): Promise<SealDrawing | null>;
  create(
    tx: Tx,
    seal: {
      accountId: string;
      enterpriseId: string;
      certificateId: string;
      name: string;
      drawing: SealDrawing;
      at: Date;
    },
  ): Promise<void>;
}

export interface IssueDeps {
  db: Db;
  clock: Clock;
  cipher: FieldCipher;
  signer: SignerClient;
  publicUrl: string;
  seals: SealMaker;
}

interface Wanted {
  accountId: string;
  orderId: string;
}

export async function issueCertificates(deps: IssueDeps, wanted: Wanted): Promise<DualCertificates> {
  const order = await orderForIssuance(deps.db, wanted);
  if (order.issuedAt === null && !(await isTaken(deps.db, wanted, order))) {
    const pair = await issuePair(deps, { accountId: wanted.accountId, order });
    const drawing = await deps.seals.draw(order.form.unitName);
    await handOut(deps, wanted.accountId, order, pair, drawing);
  }
  const pair = await certificateOfOrder(deps.db, wanted.orderId);
  if (pair === undefined) throw new Error(`order ${wanted.orderId} is issued and has no certificates`);
  return pair;
}

/**
 * Whether another call has just issued this order. An enterprise that somebody else administers is refused before
 * anything is signed for it; the transaction of handing out has the last word.
 */
async function isTaken(db: Db, wanted: Wanted, { form }: OrderForIssuance): Promise<boolean> {
  if (!(await isClaimed(db, form.uscc))) return false;
  if ((await orderForIssuance(db, wanted)).issuedAt === null) throw new Refusal('enterprises/already-claimed');
  return true;
}

async function handOut(
  { db, clock, cipher, seals }: IssueDeps,
  accountId: string,
  order: OrderForIssuance,
  pair: IssuedPair,
  drawing: SealDrawing | null,
): Promise<void> {
  const { unitName: name, uscc, legalRepresentative } = order.form;
  await inTransaction(db, async (tx) => {
    const at = clock.now();
    // The first of two calls takes the order; the second finds it taken and answers the first one's certificates.
    if (!(await markIssued(tx, { orderId: order.id, at }))) return;
    const enterpriseId = await registerEnterprise(tx, {
      name,
      uscc,
      legalRepresentative,
      administratorId: accountId,
      at,
    });
    const certificateId = randomUUID();
    await insertCertificates(tx, {
      id: certificateId,
      orderId: order.id,
      accountId,
      kind: order.subject,
      enterpriseId,
      name,
      uscc,
      issuedAt: at,
      ...pair,
    });
    if (drawing) await seals.create(tx, { accountId, enterpriseId, certificateId, name, drawing, at });
    await recordAudit(tx, {
      at,
      actor: { kind: 'account', id: accountId },
      action: 'issue-certificates',
      subject: { kind: 'certificate', id: certificateId },
      details: {
        orderId: order.id,
        serial: pair.serial,
        encryptionSerial: pair.encryptionSerial,
        seal: drawing !== null,
      },
    });
    await textAccount(tx, { cipher }, { accountId, text: issuedText({ name, notAfter: pair.notAfter }), at });
  });
}
