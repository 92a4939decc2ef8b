/** The typed client of the public interface, each request proved by the device key and carrying the session's token. */
import { createClient, type Fetch, type QianyinClient } from '@qianyin/client';
import { type DeviceKey, proveDevice } from './device-key.ts';

export type Api = QianyinClient;

export interface ApiPorts {
  baseUrl: string;
  fetch: typeof globalThis.fetch;
  device: DeviceKey;
  /** Of the current session; asked for at every request. */
  token: () => string | undefined;
}

export function openApi(ports: ApiPorts): Api {
  return createClient({ baseUrl: ports.baseUrl, fetch: provingFetch(ports) });
}

/** Each request gets a proof of its own: a proof that was seen once is refused. */
function provingFetch(ports: ApiPorts): Fetch {
  return async (request, init) => {
    const token = ports.token();
    const { method, url } = request;
    const proof = await proveDevice(ports.device, { method, url, ...(token === undefined ? {} : { token }) });
    request.headers.set('DPoP', proof);
    if (token !== undefined) request.headers.set('Authorization', `DPoP ${token}`);
    return ports.fetch(request, init);
  };
}
