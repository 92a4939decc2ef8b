export type { Enterprise, Membership, Registration } from './model.ts';
export { registerEnterprise } from './operations/register-enterprise.ts';
export { enterpriseByUscc, isClaimed, membershipsOf } from './store.ts';
