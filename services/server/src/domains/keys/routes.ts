/** The HTTP of keys. */
import { bytesOf, textOf } from '../../platform/base64url.ts';
import { api } from '../../platform/http-context.ts';
import { type GuardDeps, requireWallet } from '../accounts/index.ts';
import { createEncryptionKey } from './operations/create-encryption-key.ts';
import { type KeyCreationDeps, createKey } from './operations/create-key.ts';
import { openBlinded } from './operations/open-blinded.ts';
import { showKey } from './operations/show-key.ts';

export type KeysDeps = GuardDeps & KeyCreationDeps;

export function keysRoutes(deps: KeysDeps) {
  const wallet = requireWallet(deps);
  const keys = api.keys;
  return {
    createKey: keys.createKey.use(wallet).handler(async ({ input, context: { holder } }) => {
      const { orderId, keyId } = input;
      const made = await createKey(deps, {
        holder,
        orderId,
        keyId,
        p1: bytesOf(input.p1),
        proof: bytesOf(input.proof),
      });
      return { keyId, publicKey: textOf(made.publicKey), proof: textOf(made.proof) };
    }),
    createEncryptionKey: keys.createEncryptionKey.use(wallet).handler(async ({ input, context: { holder } }) => {
      const { orderId, keyId } = input;
      const made = await createEncryptionKey(deps, { holder, orderId, keyId, recipient: bytesOf(input.recipient) });
      return { keyId, publicKey: textOf(made.publicKey), wrappedShare: textOf(made.wrappedShare) };
    }),
    openBlinded: keys.openBlinded.use(wallet).handler(async ({ input, context: { holder } }) => {
      const { t2 } = await openBlinded(deps, {
        holder,
        keyId: input.keyId,
        requestId: input.requestId,
        blinded: bytesOf(input.blinded),
        t1: bytesOf(input.t1),
        proof: bytesOf(input.proof),
      });
      return { t2: textOf(t2) };
    }),
    showKey: keys.showKey
      .use(wallet)
      .handler(({ input, context: { holder } }) => showKey(deps, { holder, keyId: input.keyId })),
  };
}
