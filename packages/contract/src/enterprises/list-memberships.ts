import { z } from 'zod';
import { operation } from '../operation.ts';
import { membershipView } from './model.ts';

/** Enterprises this account belongs to */
export const listMemberships = operation({
  domain: 'enterprises',
  name: 'list-memberships',
  method: 'GET',
  audience: 'wallet',
  summary: 'Enterprises this account belongs to',
}).output(z.object({ memberships: z.array(membershipView) }));
