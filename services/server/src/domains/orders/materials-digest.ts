/**
 * One digest over everything that is reviewed: form, product and materials. Stored and audited at submit, checked at
 * each decision, so that two operators decide on the same application and a database administrator cannot change it
 * in between. SM3 over `qianyin/order/v1` and a JSON array of fixed order.
 */
import { sm3 } from '@qianyin/gm';
import type { ClaimForm } from '@qianyin/contract';
import type { Material } from './materials-store.ts';
import type { Order } from './model.ts';

export function materialsDigest(
  order: Pick<Order, 'id' | 'productId' | 'years' | 'form'>,
  materials: readonly Pick<Material, 'kind' | 'mediaType' | 'bytes' | 'sm3'>[],
): Uint8Array {
  const { unitName, uscc, legalRepresentative, registeredPlace, unitPhone, email }: ClaimForm = order.form;
  const files = materials
    .toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
    .map(({ kind, mediaType, bytes, sm3: digest }) => [kind, mediaType, bytes, Buffer.from(digest).toString('hex')]);
  const fields = [
    order.id,
    order.productId,
    order.years,
    [unitName, uscc, legalRepresentative, registeredPlace, unitPhone, email],
    files,
  ];
  return sm3(Buffer.from(`qianyin/order/v1\n${JSON.stringify(fields)}`));
}
