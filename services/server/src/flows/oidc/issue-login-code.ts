/** The authorisation code of a confirmed login session, for the redirect URI, nonce and challenge given at its opening. */
import type Provider from 'oidc-provider';
import { certificateForUse } from '../../domains/certificates/index.ts';
import type { LoginGrant } from '../../domains/scan-sessions/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database.ts';
import { Refusal, found } from '../../platform/errors.ts';
import { SCOPE, newGrant } from './provider.ts';
import { subjectText } from './subject.ts';

export async function issueLoginCode(
  { db, clock, provider }: { db: Db; clock: Clock; provider: Provider },
  grant: LoginGrant,
): Promise<string> {
  const accountId = await subjectOfGrant({ db, clock }, grant);
  const client = found(await provider.Client.find(grant.platform.id), 'platforms/client-unknown');
  const { jti: grantId } = await newGrant(provider, { clientId: client.clientId, accountId });
  const code = new provider.AuthorizationCode({
    accountId,
    client,
    grantId,
    gty: 'authorization_code',
    scope: SCOPE,
    redirectUri: grant.oidc.redirectUri,
    nonce: grant.oidc.nonce,
    codeChallenge: grant.oidc.codeChallenge,
    codeChallengeMethod: 'S256',
    authTime: Math.floor(clock.now().getTime() / 1000),
  });
  return code.save();
}

/** Who logs in: read again at this moment, so that a certificate revoked since the confirmation logs nobody in. */
export async function subjectOfGrant({ db, clock }: { db: Db; clock: Clock }, grant: LoginGrant): Promise<string> {
  const { accountId, certificateId } = grant;
  const certificate = await certificateForUse(db, { accountId, certificateId, now: clock.now() });
  // A platform knows units: a person's own certificate logs in to none.
  if (certificate.enterpriseId === null) throw new Refusal('certificates/not-usable');
  return subjectText({ accountId, enterpriseId: certificate.enterpriseId });
}
