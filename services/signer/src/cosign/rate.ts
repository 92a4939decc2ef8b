/** How often one key may be used: a ceiling for an intruder on the server, far above what a person does. */
import type { Trx } from '../database/tables.ts';
import { SignerError } from '../interface/index.ts';
import { HOUR_MS } from '../limits.ts';

/** Counts under the PIN's lock, so parallel calls cannot pass together. Throws signer/rate-limited. */
export async function requireKeyRate(trx: Trx, keyId: string, at: Date, perHour: number): Promise<void> {
  const since = new Date(at.getTime() - HOUR_MS);
  const { used } = await trx
    .selectNoFrom((eb) => [
      eb(
        eb
          .selectFrom('ceremonies')
          .where('key_id', '=', keyId)
          .where('begun_at', '>', since)
          .select((inner) => inner.fn.countAll<string>().as('n')),
        '+',
        eb
          .selectFrom('openings')
          .where('key_id', '=', keyId)
          .where('opened_at', '>', since)
          .select((inner) => inner.fn.countAll<string>().as('n')),
      ).as('used'),
    ])
    .executeTakeFirstOrThrow();
  if (Number(used) >= perHour) throw new SignerError('signer/rate-limited');
}
