/**
 * Issues the revocation list when it is due. The list is stored before it is signed, one pending list at a time, so
 * that several servers make one and a crash leaves none half made: the next run signs the stored bytes, or gives them
 * up and takes the next number.
 */
import { assembleCrl, buildTbsCrl } from '@qianyin/pki';
import { SignerError, type SignerClient } from '@qianyin/signer/interface';
import { type Clock, addSeconds } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { recordAudit } from '../../audit/index.ts';
import { authorities } from '../authorities.ts';
import { type PendingCrl, abandonPending, crlState, insertPending, storeSigned } from '../crl-store.ts';
import { revokedPairs } from '../revocation-store.ts';
import { wholeSecond } from '../rules.ts';

const EVERY_SECONDS = 12 * 3600;
const LIFE_SECONDS = 24 * 3600;
/** The signer takes a list whose thisUpdate is at most five minutes away from its clock. */
const PENDING_SECONDS = 240;
/** RFC 5280 §3.3: a revocation stays on one list after the certificate has expired; a week holds several. */
const AFTER_EXPIRY_SECONDS = 7 * 86_400;
const ATTEMPTS = 4;

interface Deps {
  db: Db;
  clock: Clock;
  signer: SignerClient;
}

/** Does nothing while the newest list is younger than twelve hours. */
export async function issueCrl(deps: Deps): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { highest, pending, thisUpdate } = await crlState(deps.db);
    const now = deps.clock.now();
    if (thisUpdate !== undefined && addSeconds(thisUpdate, EVERY_SECONDS) > now) return;
    if (pending !== undefined && addSeconds(pending.thisUpdate, PENDING_SECONDS) <= now) {
      await abandonPending(deps.db, pending.number, now);
      continue;
    }
    // Whoever made a list after that look has taken this number, and ours is refused.
    const list = pending ?? (await prepare(deps, highest + 1));
    if (list !== undefined && (await signPending(deps, list))) return;
  }
  throw new Error('the signer took none of the revocation lists');
}

/** Undefined when another server was faster. */
async function prepare({ db, clock, signer }: Deps, number: number): Promise<PendingCrl | undefined> {
  const { issuing } = await authorities(signer);
  const thisUpdate = wholeSecond(clock.now());
  const nextUpdate = addSeconds(thisUpdate, LIFE_SECONDS);
  const pairs = await revokedPairs(db, addSeconds(thisUpdate, -AFTER_EXPIRY_SECONDS));
  const revoked = pairs.flatMap(({ serial, encryptionSerial, revokedAt: at, reason }) =>
    [serial, encryptionSerial].map((each) => ({ serial: each, at, reason })),
  );
  const tbs = buildTbsCrl({ issuer: issuing, number, thisUpdate, nextUpdate, revoked });
  return (await insertPending(db, { number, tbs, thisUpdate, nextUpdate })) ? { number, tbs, thisUpdate } : undefined;
}

/** False when the signer does not take these bytes: it has seen a revocation or a number that they do not know of. */
async function signPending({ db, clock, signer }: Deps, { number, tbs }: PendingCrl): Promise<boolean> {
  try {
    const { signature } = await signer.signCrl({ tbs });
    await publish({ db, clock }, number, assembleCrl(tbs, signature));
    return true;
  } catch (error) {
    if (!(error instanceof SignerError) || error.code !== 'signer/structure-refused') throw error;
    await abandonPending(db, number, clock.now());
    return false;
  }
}

async function publish({ db, clock }: Pick<Deps, 'db' | 'clock'>, number: number, crl: Uint8Array): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (!(await storeSigned(tx, number, crl))) return;
    await recordAudit(tx, {
      at: clock.now(),
      actor: { kind: 'system', id: 'server' },
      action: 'issue-crl',
      subject: { kind: 'crl', id: String(number) },
    });
  });
}
