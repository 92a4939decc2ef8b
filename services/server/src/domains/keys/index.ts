export { beginCosignature } from './operations/begin-cosignature.ts';
export { finishCosignature } from './operations/finish-cosignature.ts';
export { holderKey } from './operations/holder-key.ts';
export { type KeysDeps, keysRoutes } from './routes.ts';
export { askSigner } from './signer-refusals.ts';
export { type KeyRow, keysOfOrder } from './store.ts';
