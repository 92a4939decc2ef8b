/** Enterprises as the wallet sees them. */
import { z } from 'zod';
import { idField } from '../fields.ts';

export const enterpriseMatch = z.object({
  name: z.string(),
  uscc: z.string(),
  /** Already registered in the wallet: join it; otherwise claim it. */
  registered: z.boolean(),
});
export type EnterpriseMatch = z.infer<typeof enterpriseMatch>;

export const MEMBER_ROLES = ['administrator', 'staff-member'] as const;
export const membershipView = z.object({
  enterpriseId: idField,
  name: z.string(),
  uscc: z.string(),
  role: z.enum(MEMBER_ROLES),
});
export type MembershipView = z.infer<typeof membershipView>;
