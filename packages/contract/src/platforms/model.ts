/** Trading platforms as the wallet sees them. */
import { z } from 'zod';
import { instantField } from '../fields.ts';

export const platformView = z.object({
  id: z.string(),
  name: z.string(),
  origin: z.url(),
  /** Since when this account used the platform by scanning; null: never. */
  boundAt: instantField.nullable(),
});
export type PlatformView = z.infer<typeof platformView>;
