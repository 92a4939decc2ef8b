/** SQL of handing out: the pair's row and the authorities of its chain, in the transaction of the issuance. */
import { sm3 } from '@qianyin/gm';
import type { Certificate } from '@qianyin/pki';
import type { Tx } from '../../platform/database.ts';
import type { DualCertificates } from './model.ts';
import type { CertificateTables } from './store.ts';

export type NewCertificates = Omit<DualCertificates, 'chain' | 'revokedAt' | 'revocationReason'> & {
  issuing: Certificate;
  root: Certificate;
};

/** One pair per order: a second one is PostgreSQL's unique violation. */
export async function insertCertificates(tx: Tx, pair: NewCertificates): Promise<void> {
  const issuing = await keepAuthority(tx, 'issuing', pair.issuing, pair.issuedAt);
  const root = await keepAuthority(tx, 'root', pair.root, pair.issuedAt);
  await tx
    .withTables<CertificateTables>()
    .insertInto('certificates.certificate')
    .values({
      id: pair.id,
      order_id: pair.orderId,
      account_id: pair.accountId,
      kind: pair.kind,
      enterprise_id: pair.enterpriseId,
      name: pair.name,
      uscc: pair.uscc,
      signing_key_id: pair.signingKeyId,
      encryption_key_id: pair.encryptionKeyId,
      public_key: Buffer.from(pair.publicKey),
      serial: pair.serial,
      encryption_serial: pair.encryptionSerial,
      signing: Buffer.from(pair.signing),
      encryption: Buffer.from(pair.encryption),
      issuing_sm3: issuing,
      root_sm3: root,
      not_before: pair.notBefore,
      not_after: pair.notAfter,
      issued_at: pair.issuedAt,
      revoked_at: null,
      revocation_reason: null,
    })
    .execute();
}

async function keepAuthority(
  tx: Tx,
  role: 'root' | 'issuing',
  certificate: Certificate,
  seenAt: Date,
): Promise<Buffer> {
  const digest = Buffer.from(sm3(certificate.der));
  await tx
    .withTables<CertificateTables>()
    .insertInto('certificates.authority')
    .values({ sm3: digest, role, certificate: Buffer.from(certificate.der), seen_at: seenAt })
    .onConflict((oc) => oc.column('sm3').doNothing())
    .execute();
  return digest;
}
