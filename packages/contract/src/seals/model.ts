/** Seals as the wallet sees them. */
import { z } from 'zod';
import { idField } from '../fields.ts';

export const sealView = z.object({
  id: idField,
  certificateId: idField,
  name: z.string(),
  kind: z.enum(['round-company']),
  widthMm: z.number(),
  heightMm: z.number(),
  /** The drawing, for showing it; scripts and links never occur in it. */
  svg: z.string(),
});
export type SealView = z.infer<typeof sealView>;
