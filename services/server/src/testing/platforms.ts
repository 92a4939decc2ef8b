/** A registered platform of a test. */
import { type Platform, platformById, seedPlatforms } from '../domains/platforms/index.ts';
import { found } from '../platform/errors.ts';
import type { DomainParts } from './domain-parts.ts';

const PLATFORM_SECRET = 'platform-secret-of-a-test';

export async function newPlatform({ db, clock }: DomainParts, id = 'exchange'): Promise<Platform> {
  const origin = `https://${id}.test`;
  await seedPlatforms(
    db,
    [{ id, secret: PLATFORM_SECRET, name: `平台 ${id}`, origin, redirectUris: [`${origin}/callback`] }],
    clock.now(),
  );
  return found(await platformById(db, id), 'platforms/client-unknown');
}
