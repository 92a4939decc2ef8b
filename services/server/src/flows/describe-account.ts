/** What the wallet shows of its holder: phone from accounts, name and number from identity proofing. */
import { type AccountView, maskIdNumber, maskName, maskPhone } from '@qianyin/contract';
import { accountPhone } from '../domains/accounts/index.ts';
import { identityOf } from '../domains/identity-proofing/index.ts';
import type { Db } from '../platform/database.ts';
import type { FieldCipher } from '../platform/field-cipher.ts';

export async function describeAccount(
  { db, cipher }: { db: Db; cipher: FieldCipher },
  accountId: string,
): Promise<AccountView> {
  const phone = await accountPhone(db, cipher, accountId);
  const identity = await identityOf(db, cipher, accountId);
  return {
    id: accountId,
    phoneMasked: maskPhone(phone),
    nameMasked: identity ? maskName(identity.name) : null,
    idNumberMasked: identity ? maskIdNumber(identity.idNumber) : null,
    provedAt: identity ? identity.provedAt.toISOString() : null,
  };
}
