/** The phone of this browser, opened once: IndexedDB, the platform's fetch, clock and randomness, Argon2id in a worker. */
import { openPhone, type Phone } from '../core/phone.ts';
import { openIndexedDb } from '../storage/indexed-db.ts';
import { stretchInWorker } from '../workers/stretch-in-worker.ts';
import { sendWithProgress } from './upload-progress.ts';

let opened: Phone | undefined;

export const browserPhone = {
  async open(): Promise<Phone> {
    opened ??= await openPhone({
      storage: await openIndexedDb(),
      fetch: sendWithProgress,
      baseUrl: window.location.origin,
      clock: () => new Date(),
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      stretchPin: stretchInWorker,
    });
    return opened;
  },
};

/** After `browserPhone.open` was awaited, which main.tsx does before the first render. */
export function phone(): Phone {
  if (opened === undefined) throw new Error('the phone is not open yet');
  return opened;
}
