import { z } from 'zod';
import { operation } from '../operation.ts';
import { sealView } from './model.ts';

/** Seals of the enterprises this account may seal for */
export const listSeals = operation({
  domain: 'seals',
  name: 'list-seals',
  method: 'GET',
  audience: 'wallet',
  summary: 'Seals of the enterprises this account may seal for',
}).output(z.object({ seals: z.array(sealView) }));
