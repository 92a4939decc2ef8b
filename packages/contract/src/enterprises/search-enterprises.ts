import { z } from 'zod';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';
import { enterpriseMatch } from './model.ts';

/** Registered enterprises by exact uscc or by a part of the name */
export const searchEnterprises = operation({
  domain: 'enterprises',
  name: 'search-enterprises',
  method: 'GET',
  audience: 'wallet',
  summary: 'Registered enterprises by exact uscc or by a part of the name',
})
  .errors(fails('identity-proofing/required'))
  .input(z.object({ query: z.string().trim().min(2).max(100) }))
  .output(z.object({ matches: z.array(enterpriseMatch).max(20) }));
