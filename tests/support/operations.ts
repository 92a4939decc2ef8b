/** The contract as a list, so that a story can walk every operation and notices a new one. */
import { contract, type ErrorCode } from '@qianyin/contract';

export type Audience = 'public' | 'wallet' | 'operator' | 'platform';

export interface Operation {
  /** As the client calls it: `orders.showOrder`. */
  name: string;
  domain: string;
  call: string;
  method: 'GET' | 'POST';
  /** Below the service's address: `/api/orders/show-order`. */
  path: string;
  audience: Audience;
  /** What the contract says it may answer besides success. */
  codes: Set<ErrorCode>;
}

interface Declared {
  '~orpc': {
    route: { method?: string; path?: string; spec?: unknown };
    errorMap: Record<string, unknown>;
  };
}

const AUDIENCE: Record<string, Audience> = { dpop: 'wallet', deskCookie: 'operator', clientCredentials: 'platform' };

export const operations: Operation[] = Object.entries(contract).flatMap(([domain, procedures]) =>
  Object.entries(procedures as Record<string, Declared>).map(([call, { '~orpc': declared }]) => ({
    name: `${domain}.${call}`,
    domain,
    call,
    method: declared.route.method === 'GET' ? 'GET' : 'POST',
    path: `/api${declared.route.path ?? ''}`,
    audience: audienceOf(declared),
    codes: new Set(Object.keys(declared.errorMap) as ErrorCode[]),
  })),
);

export function operation(name: string): Operation {
  const found = operations.find((each) => each.name === name);
  if (found === undefined) throw new Error(`the contract has no ${name}`);
  return found;
}

/** What the documentation says about who may call. */
function audienceOf({ route: { spec } }: Declared['~orpc']): Audience {
  if (typeof spec !== 'function') throw new Error('an operation says nothing about who may call it');
  const { security } = (spec as (made: object) => { security: Record<string, string[]>[] })({});
  const [scheme] = Object.keys(security[0] ?? {});
  return scheme === undefined ? 'public' : (AUDIENCE[scheme] ?? 'public');
}
