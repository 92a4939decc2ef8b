/** What must hold between the parts of the catalogue, pure. Each check names what is wrong. */
import type { Authority } from './model.ts';

export function catalogueFaults(authorities: readonly Authority[]): string[] {
  return [
    ...repeated(authorities.map((authority) => authority.id)).map((id) => `two authorities are called ${id}`),
    ...repeated(authorities.flatMap(({ products }) => products.map(({ id }) => id))).map(
      (id) => `two products are called ${id}`,
    ),
    ...authorities.flatMap((authority) => [
      ...unknownMaterials(authority),
      ...unknownServices(authority),
      ...unfinishedProducts(authority),
    ]),
  ];
}

function unknownMaterials({ id, materials, products, requirements }: Authority): string[] {
  const asked = [
    ...products.flatMap((product) => product.materials),
    ...Object.values(requirements ?? {}).flatMap((bySubject) => Object.values(bySubject).flat()),
  ];
  return asked
    .filter(({ kind }) => !Object.hasOwn(materials, kind))
    .map(({ kind }) => `${id} asks for the material ${kind}, which it does not describe`);
}

function unknownServices({ id, services, fees, forms, products, requirements }: Authority): string[] {
  const named = [
    ...Object.values(fees ?? {}).flatMap(({ certificate, seal }) => [
      ...Object.keys(certificate),
      ...Object.keys(seal),
    ]),
    ...Object.values(forms ?? {}).flatMap((form) => form.services),
    ...Object.values(requirements ?? {}).flatMap((bySubject) => Object.keys(bySubject)),
    ...products.map((product) => product.service),
  ];
  return [...new Set(named)]
    .filter((name) => name !== 'every' && !(services as string[]).includes(name))
    .map((name) => `${id} speaks of the service ${name}, which it does not offer`);
}

// An applicant must be told what to upload, and a payment of nothing cannot be made.
function unfinishedProducts({ id, materials, subjects, products }: Authority): string[] {
  return products.flatMap((product) => [
    ...product.materials
      .filter(({ kind }) => materials[kind] !== undefined && materials[kind].hint === undefined)
      .map(({ kind }) => `${id}: the material ${kind} of ${product.id} has no hint`),
    ...(product.price.cents > 0 ? [] : [`${id}: ${product.id} has no price`]),
    ...(subjects.includes(product.subject) ? [] : [`${id} does not serve the subject of ${product.id}`]),
  ]);
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}
