/** Accounts of the wallet (people) and of the desk (operators). */
import { z } from 'zod';
import { idField, instantField } from '../fields.ts';

export const OPERATOR_ROLES = ['acceptor', 'auditor'] as const;
export const operatorRole = z.enum(OPERATOR_ROLES);
export type OperatorRole = z.infer<typeof operatorRole>;

/** What the wallet shows about its holder; personal data masked. */
export const accountView = z.object({
  id: idField,
  phoneMasked: z.string(),
  nameMasked: z.string().nullable(),
  idNumberMasked: z.string().nullable(),
  /** When identity proofing succeeded; null keeps everything else closed. */
  provedAt: instantField.nullable(),
});
export type AccountView = z.infer<typeof accountView>;

export const operatorView = z.object({
  id: idField,
  name: z.string(),
  displayName: z.string(),
  roles: z.array(operatorRole),
});
export type OperatorView = z.infer<typeof operatorView>;
