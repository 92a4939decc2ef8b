/** Both certificates of an order, signed: who they name, which keys they hold, how long they last. */
import { randomBytes, randomUUID } from 'node:crypto';
import { assembleCertificate, buildTbsCertificate, newSerial, parseCertificate, parseCsr } from '@qianyin/pki';
import type { SignerClient } from '@qianyin/signer/interface';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database.ts';
import { Refusal, found } from '../../platform/errors.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import { identityOf } from '../identity-proofing/index.ts';
import { type KeyRow, keysOfOrder } from '../keys/index.ts';
import type { OrderForIssuance } from '../orders/index.ts';
import { type Authorities, authorities } from './authorities.ts';
import { type IssuancePlan, type SignedIssuance, carryThrough } from './issuance.ts';
import type { Issuance } from './issuance-store.ts';
import type { DualCertificates } from './model.ts';
import { personIdentifier } from './person-identifier.ts';
import { requestOf } from './request-store.ts';
import { type CertificatePurpose, profileOf, subjectOf, urlsOf, validityOf } from './rules.ts';

interface Deps {
  db: Db;
  clock: Clock;
  cipher: FieldCipher;
  signer: SignerClient;
  publicUrl: string;
}

interface Holder {
  accountId: string;
  order: OrderForIssuance;
}

export type IssuedPair = Pick<
  DualCertificates,
  | 'signingKeyId'
  | 'encryptionKeyId'
  | 'publicKey'
  | 'serial'
  | 'encryptionSerial'
  | 'signing'
  | 'encryption'
  | 'notBefore'
  | 'notAfter'
> &
  Pick<Authorities, 'issuing' | 'root'>;

/** Throws `certificates/request-missing` without a finished request and both keys; see issuance.ts for the rest. */
export async function issuePair(deps: Deps, holder: Holder): Promise<IssuedPair> {
  const keys = await requestedKeys(deps.db, holder);
  const identity = await identityOf(deps.db, deps.cipher, holder.accountId);
  const personId = personIdentifier(deps.cipher, found(identity, 'identity-proofing/required').idNumber);
  const authority = await authorities(deps.signer);
  const issue = (purpose: CertificatePurpose): Promise<SignedIssuance> =>
    carryThrough(deps, planOf(deps, { ...holder, purpose, key: keys[purpose], authority, personId }));
  const signing = certificateOf(await issue('signing'));
  const encryption = certificateOf(await issue('encryption'));
  return {
    signingKeyId: keys.signing.id,
    encryptionKeyId: keys.encryption.id,
    publicKey: signing.publicKey,
    serial: signing.serial,
    encryptionSerial: encryption.serial,
    signing: signing.der,
    encryption: encryption.der,
    // Prepared at different moments when a crash lay between: the pair is good while both are.
    notBefore: signing.notBefore > encryption.notBefore ? signing.notBefore : encryption.notBefore,
    notAfter: signing.notAfter < encryption.notAfter ? signing.notAfter : encryption.notAfter,
    issuing: authority.issuing,
    root: authority.root,
  };
}

const certificateOf = ({ tbs, signature }: SignedIssuance) => parseCertificate(assembleCertificate(tbs, signature));

/** The two keys, of which the signing one has proved by the stored request that the phone holds its share. */
async function requestedKeys(db: Db, { accountId, order }: Holder): Promise<Record<CertificatePurpose, KeyRow>> {
  const stored = await requestOf(db, { accountId, orderId: order.id });
  const keys = (await keysOfOrder(db, order.id)).filter((key) => key.accountId === accountId && key.endedAt === null);
  const signing = keys.find((key) => key.purpose === 'signing' && key.id === stored?.keyId);
  const encryption = keys.find((key) => key.purpose === 'encryption');
  if (!stored?.request || !signing || !encryption) throw new Refusal('certificates/request-missing');
  const request = parseCsr(stored.request);
  if (!request.valid || !signing.publicKey.equals(request.publicKey)) throw new Refusal('certificates/request-missing');
  return { signing, encryption };
}

function planOf(
  { publicUrl }: Deps,
  {
    order,
    purpose,
    key,
    authority,
    personId,
  }: Holder & { purpose: CertificatePurpose; key: KeyRow; authority: Authorities; personId: string },
): IssuancePlan {
  const { acceptedBy, approvedBy, paidAt } = order;
  const prepare = (at: Date): Omit<Issuance, 'signature'> => {
    const serial = newSerial((length) => new Uint8Array(randomBytes(length)));
    const profile = profileOf(order, purpose);
    const tbs = buildTbsCertificate({
      profile,
      serial,
      issuer: authority.issuing,
      subject: subjectOf(order),
      publicKey: new Uint8Array(key.publicKey),
      ...validityOf(order.years, { issuedAt: at, issuerNotAfter: authority.issuing.notAfter }),
      uscc: order.form.uscc,
      personId,
      urls: urlsOf(publicUrl),
    });
    return { id: randomUUID(), orderId: order.id, purpose, profile, keyId: key.id, serial, tbs, preparedAt: at };
  };
  return {
    orderId: order.id,
    purpose,
    facts: { orderId: order.id, acceptedBy, approvedBy, paidAt: paidAt.toISOString() },
    prepare,
  };
}
