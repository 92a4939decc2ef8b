/** Gives new certificates their seal, in the transaction that hands them out. */
import { randomUUID } from 'node:crypto';
import { type SealDrawing, sealToSvg } from '@qianyin/pki';
import type { Tx } from '../../../platform/database.ts';
import { recordAudit } from '../../audit/index.ts';
import { insertSeal } from '../store.ts';

export async function createSealForCertificate(
  tx: Tx,
  seal: {
    accountId: string;
    enterpriseId: string;
    certificateId: string;
    name: string;
    drawing: SealDrawing;
    at: Date;
  },
): Promise<void> {
  const id = randomUUID();
  if (!(await insertSeal(tx, { ...seal, id, svg: sealToSvg(seal.drawing) }))) return;
  await recordAudit(tx, {
    at: seal.at,
    actor: { kind: 'account', id: seal.accountId },
    action: 'create-seal',
    subject: { kind: 'seal', id },
    details: { certificateId: seal.certificateId },
  });
}
