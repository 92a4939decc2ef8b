export { registerEnterprise } from './operations/register-enterprise.ts';
export { requireClaimable } from './operations/require-claimable.ts';
export { enterprisesRoutes } from './routes.ts';
export { enterpriseByUscc, enterprisesByName, isClaimed, membershipsOf } from './store.ts';
