/** Storage of a phone that forgets when the process ends: for the demo and the story tests. */
import type { StorageChange, StoreName, WalletStorage, WalletStores } from './storage.ts';

export class MemoryStorage implements WalletStorage {
  readonly #stores: { [S in StoreName]: Map<string, WalletStores[S]> } = {
    device: new Map(),
    session: new Map(),
    keys: new Map(),
    ceremonies: new Map(),
    certificates: new Map(),
  };

  get<S extends StoreName>(store: S, key: string): Promise<WalletStores[S] | undefined> {
    return Promise.resolve(this.#stores[store].get(key));
  }

  list<S extends StoreName>(store: S): Promise<WalletStores[S][]> {
    return Promise.resolve([...this.#stores[store].values()]);
  }

  commit(changes: StorageChange[]): Promise<void> {
    for (const change of changes) {
      const records: Map<string, unknown> = this.#stores[change.store];
      if (change.value === undefined) records.delete(change.key);
      else records.set(change.key, change.value);
    }
    return Promise.resolve();
  }
}
