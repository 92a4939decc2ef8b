/** Reads the catalogue folder once, at start. Throws one sentence that names the file and what is wrong in it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProductView } from '@qianyin/contract';
import { parse } from 'yaml';
import { Refusal } from '../../platform/errors.ts';
import { type Authority, type Product, authoritySchema } from './model.ts';
import { catalogueFaults } from './rules.ts';

export interface Catalogue {
  authorities: readonly Authority[];
  /** What can be ordered. */
  products: readonly ProductView[];
  /** Throws `catalogue/product-unknown`. */
  product(id: string): ProductView;
}

const SHIPPED = fileURLToPath(new URL('../../../../../catalogue', import.meta.url));

export function loadCatalogue(folder: string = SHIPPED): Catalogue {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted();
  const authorities = files.map((file) => readAuthority(join(folder, file)));
  const faults = catalogueFaults(authorities);
  if (faults.length > 0) throw new Error(`the catalogue ${folder} contradicts itself: ${faults.join('; ')}`);
  const products = authorities.flatMap((authority) => authority.products.map((product) => viewOf(authority, product)));
  return {
    authorities,
    products,
    product: (id) => {
      const product = products.find((candidate) => candidate.id === id);
      if (product === undefined) throw new Refusal('catalogue/product-unknown');
      return product;
    },
  };
}

function readAuthority(path: string): Authority {
  const result = authoritySchema.safeParse(parse(readFileSync(path, 'utf8')));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(`the catalogue file ${path} is wrong at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function viewOf(authority: Authority, product: Product): ProductView {
  return {
    id: product.id,
    authority: authority.id,
    name: product.name,
    subject: product.subject,
    years: product.years,
    priceCents: product.price.cents,
    priceIsSample: product.price.sample,
    workflow: authority.workflow,
    materials: product.materials.map(({ kind, required }) => {
      const { name, hint } = authority.materials[kind] ?? {};
      if (name === undefined || hint === undefined) throw new Error(`the material ${kind} is not described`);
      return { kind, name, hint, required };
    }),
  };
}
