/**
 * Opens the key store and proves that master key file and database belong together.
 * The attack or accident it stops: a lost or exchanged file would otherwise be replaced silently, and every sealed share
 * would be lost one failing ceremony at a time.
 */
import { Secret } from '@qianyin/gm';
import type { RandomBytes } from '@qianyin/gm';
import type { Kysely } from 'kysely';
import { StartError } from '../config.ts';
import type { Tables } from '../database/tables.ts';
import { fileKeyStore } from './file-key-store.ts';
import { createMasterKey, readMasterKey } from './master-key.ts';
import { KeyStoreError } from './port.ts';
import type { KeyStore } from './port.ts';

const CHECK = { purpose: 'check', id: '1' } as const;

export interface OpenKeyStoreOptions {
  db: Kysely<Tables>;
  masterKeyPath: string;
  random: RandomBytes;
}

/** Makes the master key at the first start only. Throws StartError when file and database disagree. */
export async function openKeyStore({ db, masterKeyPath, random }: OpenKeyStoreOptions): Promise<KeyStore> {
  const check = await readCheck(db);
  const existing = readMasterKey(masterKeyPath);
  if (check && !existing) {
    throw new StartError(`Master key ${masterKeyPath} is missing, but the database holds secrets sealed under it.`);
  }
  const keyStore = fileKeyStore(existing ?? createMasterKey(masterKeyPath, random), random);
  if (!check) {
    const sealed = await keyStore.seal(CHECK, Secret.take(random(32)));
    await db
      .insertInto('keystore_check')
      .values({ id: 1, sealed })
      .onConflict((row) => row.doNothing())
      .execute();
  }
  await proveCheck(keyStore, check ?? (await readCheck(db)), masterKeyPath);
  return keyStore;
}

async function readCheck(db: Kysely<Tables>): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('keystore_check').select('sealed').executeTakeFirst();
  return row?.sealed;
}

async function proveCheck(keyStore: KeyStore, check: Uint8Array | undefined, path: string): Promise<void> {
  try {
    if (!check) throw new KeyStoreError();
    const opened = await keyStore.open(CHECK, check);
    opened.wipe();
  } catch (cause) {
    if (!(cause instanceof KeyStoreError)) throw cause;
    throw new StartError(`Master key ${path} is not the one this database was sealed under.`, { cause });
  }
}
