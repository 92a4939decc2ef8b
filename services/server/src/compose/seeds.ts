/** What a fresh machine is given: operators and platforms of the configuration. */
import { seedOperators } from '../domains/accounts/index.ts';
import { seedPlatforms } from '../domains/platforms/index.ts';
import type { Parts } from './parts.ts';

export async function seed(parts: Parts): Promise<void> {
  const { demo } = parts.config;
  if (demo === null) return;
  await seedOperators(parts, demo.operators);
  await seedPlatforms(parts.db, demo.platforms, parts.clock.now());
}
