/** The procedures of every domain, in the order of their ranks, with what each is handed. */
import { accountsRoutes } from '../domains/accounts/index.ts';
import { catalogueRoutes } from '../domains/catalogue/index.ts';
import { certificatesRoutes } from '../domains/certificates/index.ts';
import { enterprisesRoutes } from '../domains/enterprises/index.ts';
import { identityProofingRoutes } from '../domains/identity-proofing/index.ts';
import { keysRoutes } from '../domains/keys/index.ts';
import { ordersRoutes } from '../domains/orders/index.ts';
import { paymentsRoutes } from '../domains/payments/index.ts';
import { platformsRoutes } from '../domains/platforms/index.ts';
import { scanSessionsRoutes } from '../domains/scan-sessions/index.ts';
import { createSealForCertificate, drawSeal, sealsRoutes } from '../domains/seals/index.ts';
import { verificationRoutes } from '../domains/verification/index.ts';
import { describeAccount } from '../flows/describe-account.ts';
import { issueLoginCode, loginInteractionRoutes } from '../flows/oidc/index.ts';
import { requireKeyOrder } from '../flows/require-key-order.ts';
import type { ContractRouter } from '../platform/http.ts';
import type { Parts } from './parts.ts';

export function routerOf(parts: Parts): ContractRouter {
  return {
    accounts: accountsRoutes({
      ...parts,
      describeAccount: (accountId) => describeAccount(parts, accountId),
      outboxOpen: parts.config.sms.provider === 'outbox',
    }),
    catalogue: catalogueRoutes(parts),
    identityProofing: identityProofingRoutes({
      ...parts,
      describeAccount: (accountId) => describeAccount(parts, accountId),
    }),
    enterprises: enterprisesRoutes(parts),
    keys: keysRoutes({ ...parts, requireKeyOrder }),
    orders: ordersRoutes(parts),
    payments: paymentsRoutes(parts),
    certificates: certificatesRoutes({ ...parts, seals: { draw: drawSeal, create: createSealForCertificate } }),
    seals: sealsRoutes(parts),
    verification: verificationRoutes(parts),
    platforms: platformsRoutes(parts),
    scanSessions: {
      ...scanSessionsRoutes({ ...parts, finishLogin: (grant) => issueLoginCode(parts, grant) }),
      ...loginInteractionRoutes(parts),
    },
  };
}
