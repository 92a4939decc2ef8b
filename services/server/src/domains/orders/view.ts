/** Orders as applicant and operator see them: rows, materials and history brought together. */
import type { OrderView, ProductView } from '@qianyin/contract';
import type { Db } from '../../platform/database.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import { operatorNames } from '../accounts/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import { type OrderEvent, eventsOf } from './events-store.ts';
import { type Material, materialsOf } from './materials-store.ts';
import { type Order, statusOf } from './model.ts';

export interface ViewDeps {
  db: Db;
  cipher: FieldCipher;
  catalogue: Catalogue;
}

export async function viewOrders(deps: ViewDeps, orders: readonly Order[]): Promise<OrderView[]> {
  const ids = orders.map((order) => order.id);
  const events = await eventsOf(deps.db, deps.cipher, ids);
  const materials = await materialsOf(deps.db, deps.cipher, ids);
  const operators = [...events.values()].flat().flatMap(({ operatorId }) => operatorId ?? []);
  const names = await operatorNames(deps.db, [...new Set(operators)]);
  return orders.map((order) => {
    const product = deps.catalogue.product(order.productId);
    return {
      id: order.id,
      number: order.number,
      productId: order.productId,
      productName: product.name,
      subject: order.subject,
      status: statusOf(order),
      // A draft shows today's price; from the submission on it is fixed.
      priceCents: order.priceCents ?? product.priceCents,
      form: order.form,
      materials: viewMaterials(product, materials.get(order.id) ?? []),
      history: (events.get(order.id) ?? []).map((event) => viewEvent(event, names)),
    };
  });
}

export async function viewOrder(deps: ViewDeps, order: Order): Promise<OrderView> {
  const [view] = await viewOrders(deps, [order]);
  if (view === undefined) throw new Error('an order without a view');
  return view;
}

/** In the product's order, which is the order of upload on the screen and of review at the desk. */
function viewMaterials(product: ProductView, materials: readonly Material[]): OrderView['materials'] {
  return product.materials.flatMap(({ kind, name }) =>
    materials
      .filter((material) => material.kind === kind)
      .map(({ id, fileName, mediaType, bytes, uploadedAt, refusedReason }) => ({
        id,
        kind,
        name,
        fileName,
        mediaType,
        bytes,
        uploadedAt: uploadedAt.toISOString(),
        refusedReason,
      })),
  );
}

function viewEvent(event: OrderEvent, names: ReadonlyMap<string, string>): OrderView['history'][number] {
  return {
    event: event.event,
    at: event.at.toISOString(),
    by: event.operatorId === null ? null : (names.get(event.operatorId) ?? null),
    reason: event.reason,
    note: event.note,
  };
}
