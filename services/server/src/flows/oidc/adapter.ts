/**
 * The storage of oidc-provider in PostgreSQL. Record ids are bearer values (codes, tokens): the table knows their hashes
 * and sealed contents only. Clients are the registered platforms.
 */
import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider';
import { type Platform, platformById } from '../../domains/platforms/index.ts';
import { type Clock, addSeconds } from '../../platform/clock.ts';
import type { Db } from '../../platform/database.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import { tokenHash } from '../../platform/tokens.ts';
import { consumeRecord, deleteGrant, deleteRecord, liveRecord, upsertRecord } from './store.ts';

interface Deps {
  db: Db;
  clock: Clock;
  cipher: FieldCipher;
}

export function oidcAdapter(deps: Deps): AdapterFactory {
  return (model) => {
    if (model === 'Client') return clientAdapter(deps);
    return model === 'Session' ? forgetful : recordAdapter(deps, model);
  };
}

/**
 * Sessions are forgotten at once. One that was found again would log in to another platform, or the next person at the
 * same computer as the one before, without a scan.
 */
const forgetful: Adapter = {
  upsert: () => Promise.resolve(),
  find: () => Promise.resolve(undefined),
  findByUid: () => Promise.resolve(undefined),
  findByUserCode: () => Promise.resolve(undefined),
  consume: () => Promise.resolve(),
  destroy: () => Promise.resolve(),
  revokeByGrantId: () => Promise.resolve(),
};

function recordAdapter({ db, clock, cipher }: Deps, model: string): Adapter {
  const place = (idHash: Buffer): string => `oidc.record.payload:${model}:${idHash.toString('hex')}`;
  const find = async (key: { idHash: Buffer } | { uidHash: Buffer }): Promise<AdapterPayload | undefined> => {
    const row = await liveRecord(db, { model, ...key }, clock.now());
    if (row === undefined) return undefined;
    const payload = JSON.parse(cipher.open(row.payload_sealed, place(row.id_hash))) as AdapterPayload;
    return row.consumed_at ? { ...payload, consumed: Math.floor(row.consumed_at.getTime() / 1000) } : payload;
  };
  return {
    async upsert(id, payload, expiresIn) {
      const idHash = tokenHash(id);
      await upsertRecord(db, {
        model,
        id_hash: idHash,
        payload_sealed: cipher.seal(JSON.stringify(payload), place(idHash)),
        grant_id_hash: payload.grantId ? tokenHash(payload.grantId) : null,
        uid_hash: payload.uid ? tokenHash(payload.uid) : null,
        consumed_at: null,
        expires_at: expiresIn ? addSeconds(clock.now(), expiresIn) : null,
      });
    },
    find: (id) => find({ idHash: tokenHash(id) }),
    findByUid: (uid) => find({ uidHash: tokenHash(uid) }),
    findByUserCode: () => Promise.resolve(undefined),
    async consume(id) {
      // Two redemptions of one code at the same moment: the second finds it consumed.
      if (!(await consumeRecord(db, model, tokenHash(id), clock.now()))) throw new errors.InvalidGrant('already used');
    },
    destroy: (id) => deleteRecord(db, model, tokenHash(id)),
    revokeByGrantId: (grantId) => deleteGrant(db, tokenHash(grantId)),
  };
}

function clientAdapter({ db }: Deps): Adapter {
  const refuse = (): Promise<never> => Promise.reject(new Error('clients are registered platforms'));
  return {
    find: async (id) => {
      const platform = await platformById(db, id);
      return platform && clientMetadata(platform);
    },
    findByUid: () => Promise.resolve(undefined),
    findByUserCode: () => Promise.resolve(undefined),
    upsert: refuse,
    consume: refuse,
    destroy: refuse,
    revokeByGrantId: refuse,
  };
}

function clientMetadata(platform: Platform): AdapterPayload {
  return {
    client_id: platform.id,
    client_name: platform.name,
    // Never compared: provider.ts asks the platforms domain, which knows the hash only.
    client_secret: 'known-as-a-hash-only',
    redirect_uris: platform.redirectUris,
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'ES256',
    subject_type: 'pairwise',
  };
}
