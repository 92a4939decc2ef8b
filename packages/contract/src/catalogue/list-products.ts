import { z } from 'zod';
import { operation } from '../operation.ts';
import { productView } from './model.ts';

/** Products on offer with fees, materials and order of work */
export const listProducts = operation({
  domain: 'catalogue',
  name: 'list-products',
  method: 'GET',
  audience: 'public',
  summary: 'Products on offer with fees, materials and order of work',
}).output(z.object({ products: z.array(productView) }));
