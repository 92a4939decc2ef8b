export type { Identity, ProofMethod } from './model.ts';
export { identitiesOf, identityOf, requireProof } from './store.ts';
