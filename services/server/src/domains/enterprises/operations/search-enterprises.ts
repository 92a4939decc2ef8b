/** Finds registered enterprises. Only for people who proved who they are: the list is nobody's quarry. */
import { isUscc } from '@qianyin/contract';
import type { Db } from '../../../platform/database.ts';
import { requireProof } from '../../identity-proofing/index.ts';
import type { Enterprise } from '../model.ts';
import { enterpriseByUscc, findByNamePart } from '../store.ts';

const MATCHES = 20;

export async function searchEnterprises(
  { db }: { db: Db },
  { accountId, query }: { accountId: string; query: string },
): Promise<Enterprise[]> {
  await requireProof(db, accountId);
  const uscc = query.toUpperCase();
  if (!isUscc(uscc)) return findByNamePart(db, query, MATCHES);
  const enterprise = await enterpriseByUscc(db, uscc);
  return enterprise ? [enterprise] : [];
}
