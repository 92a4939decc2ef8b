/** Query helpers of the public interface as this phone: `api().orders.showOrder.queryOptions({ … })`. */
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { Api } from '../core/api.ts';
import { phone } from './browser-phone.ts';

let made: ReturnType<typeof createTanstackQueryUtils<Api>> | undefined;

export function api() {
  made ??= createTanstackQueryUtils(phone().api);
  return made;
}
