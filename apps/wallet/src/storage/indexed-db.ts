/**
 * The phone's storage in the browser: one IndexedDB database, one object store per kind of record.
 * The device key lies here as a CryptoKey that the browser uses and does not give out.
 */
import { type IDBPDatabase, openDB } from 'idb';
import {
  STORE_NAMES,
  type StorageChange,
  type StoreName,
  type WalletStorage,
  type WalletStores,
} from '../core/storage.ts';

const DATABASE = 'qianyin-wallet';
const VERSION = 1;

/** Opens the database, making it at the first start, and asks the browser not to clear it under storage pressure. */
export async function openIndexedDb(): Promise<WalletStorage> {
  const db = await openDB(DATABASE, VERSION, {
    upgrade: (database) => {
      for (const name of STORE_NAMES) database.createObjectStore(name);
    },
  });
  // Best effort: a browser may refuse, and certificates can be recovered. Never awaited, since some ask the user.
  void navigator.storage?.persist?.();
  return new IndexedDbStorage(db);
}

class IndexedDbStorage implements WalletStorage {
  readonly #db: IDBPDatabase;

  constructor(db: IDBPDatabase) {
    this.#db = db;
  }

  get<S extends StoreName>(store: S, key: string): Promise<WalletStores[S] | undefined> {
    return this.#db.get(store, key);
  }

  list<S extends StoreName>(store: S): Promise<WalletStores[S][]> {
    return this.#db.getAll(store);
  }

  async commit(changes: StorageChange[]): Promise<void> {
    const stores = [...new Set(changes.map((change) => change.store))];
    const transaction = this.#db.transaction(stores, 'readwrite', { durability: 'strict' });
    const writes = changes.map((change) => {
      const store = transaction.objectStore(change.store);
      return change.value === undefined ? store.delete(change.key) : store.put(change.value, change.key);
    });
    await Promise.all([...writes, transaction.done]);
  }
}
