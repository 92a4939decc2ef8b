/** The HTTP of the catalogue. */
import { api } from '../../platform/http-context.ts';
import type { Catalogue } from './load.ts';

export function catalogueRoutes({ catalogue }: { catalogue: Catalogue }) {
  return {
    listProducts: api.catalogue.listProducts.handler(() => ({ products: [...catalogue.products] })),
  };
}
