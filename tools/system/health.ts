/** Whether a service answers GET /health, over TCP, TLS with our own certificate, or a unix socket. */
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';

export type Endpoint = { socketPath: string } | { port: number; tls: boolean };

/** True on a 2xx answer within a second; never throws. */
export async function isHealthy(endpoint: Endpoint): Promise<boolean> {
  const options = {
    path: '/health',
    timeout: 1000,
    agent: false,
    ...('socketPath' in endpoint
      ? { socketPath: endpoint.socketPath }
      : // On this machine's own interface the certificate proves nothing that the port does not.
        { host: '127.0.0.1', port: endpoint.port, rejectUnauthorized: false }),
  };
  const send = 'tls' in endpoint && endpoint.tls ? tlsRequest : plainRequest;
  return new Promise((settle) => {
    const request = send(options, (response) => {
      response.resume();
      settle(response.statusCode !== undefined && response.statusCode < 300);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => settle(false));
    request.end();
  });
}
