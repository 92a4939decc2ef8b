/** The one JSON file each service reads at its start: `DATA/run/<name>.json`, mode 0600. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateJson } from './atomic-file.ts';
import { DEMO_OPERATORS, DEMO_UNITS, PLATFORM } from './demo-accounts.ts';
import type { LanIdentity } from './lan.ts';
import type { Secrets } from './secrets.ts';

export interface Plan {
  root: string;
  dataDir: string;
  runDir: string;
  socketDir: string;
  host: string;
  ports: { server: number; exchange: number; sandbox: number };
  urls: { server: string; exchange: string; sandbox: string };
  databaseUrls: { server: string; signer: string; exchange: string };
  secrets: Secrets;
  lan: LanIdentity | undefined;
  demoData: boolean;
  logLevel: string;
}

export type ServiceName = 'signer' | 'sandbox' | 'server' | 'exchange';

/** Where the signer listens. */
export const signerSocket = ({ socketDir }: Pick<Plan, 'socketDir'>): string => join(socketDir, 'signer.sock');

/** Writes the four and returns their paths. */
export function writeServiceFiles(plan: Plan): Record<ServiceName, string> {
  const write = (name: ServiceName, value: object): string => {
    const path = join(plan.runDir, `${name}.json`);
    writePrivateJson(path, value);
    return path;
  };
  return {
    signer: write('signer', signerFile(plan)),
    sandbox: write('sandbox', sandboxFile(plan)),
    server: write('server', serverFile(plan)),
    exchange: write('exchange', exchangeFile(plan)),
  };
}

function signerFile({ dataDir, databaseUrls, secrets, urls, logLevel, ...plan }: Plan): object {
  return {
    dataDir: join(dataDir, 'signer'),
    socketPath: signerSocket(plan),
    databaseUrl: databaseUrls.signer,
    token: secrets.signerToken,
    masterKeyPath: join(dataDir, 'signer/master.key'),
    logLevel,
    publicUrl: urls.server,
  };
}

function sandboxFile({ dataDir, host, ports, urls, secrets, logLevel }: Plan): object {
  return {
    host,
    port: ports.sandbox,
    publicUrl: urls.sandbox,
    dataDir: join(dataDir, 'sandbox'),
    alipay: {
      appId: secrets.alipay.appId,
      appPublicKey: secrets.alipay.appPublicKey,
      sandboxPrivateKey: secrets.alipay.sandboxPrivateKey,
    },
    tencent: secrets.tencent,
    logLevel,
  };
}

function serverFile({ root, dataDir, host, ports, urls, databaseUrls, secrets, lan, logLevel, ...plan }: Plan): object {
  const { wang, li } = secrets.demoPasswords;
  const password = { wang, li };
  return {
    host,
    port: ports.server,
    publicUrl: urls.server,
    tls: tlsOf(lan),
    dataDir: join(dataDir, 'server'),
    filesDir: join(dataDir, 'files'),
    databaseUrl: databaseUrls.server,
    signer: { socketPath: signerSocket(plan), token: secrets.signerToken },
    fieldKey: secrets.fieldKey,
    sms: { provider: 'outbox' },
    alipay: {
      gateway: `http://127.0.0.1:${ports.sandbox}/gateway.do`,
      appId: secrets.alipay.appId,
      privateKey: secrets.alipay.appPrivateKey,
      alipayPublicKey: secrets.alipay.sandboxPublicKey,
      notifyUrl: `${urls.server}/notify/alipay`,
    },
    bankCard: {
      endpoint: `http://127.0.0.1:${ports.sandbox}`,
      secretId: secrets.tencent.secretId,
      secretKey: secrets.tencent.secretKey,
    },
    webRoot: { wallet: join(root, 'apps/wallet/dist'), portal: join(root, 'apps/portal/dist') },
    demo: plan.demoData
      ? {
          operators: DEMO_OPERATORS.map((each) => ({ ...each, password: password[each.name] })),
          platforms: [
            {
              ...PLATFORM,
              secret: secrets.exchangeClientSecret,
              origin: urls.exchange,
              redirectUris: [`${urls.exchange}/login/callback`],
            },
          ],
        }
      : null,
    logLevel,
  };
}

function exchangeFile({ root, host, ports, urls, databaseUrls, secrets, lan, demoData, logLevel }: Plan): object {
  return {
    host,
    port: ports.exchange,
    publicUrl: urls.exchange,
    tls: tlsOf(lan),
    databaseUrl: databaseUrls.exchange,
    service: { url: urls.server, clientId: PLATFORM.id, clientSecret: secrets.exchangeClientSecret },
    webRoot: join(root, 'apps/exchange/dist'),
    sessionKey: secrets.exchangeSessionKey,
    demo: demoData
      ? {
          units: DEMO_UNITS.map(({ login, name, uscc }) => ({
            name,
            uscc,
            login,
            password: secrets.demoPasswords[login],
          })),
        }
      : null,
    logLevel,
  };
}

function tlsOf(lan: LanIdentity | undefined): { key: string; cert: string } | undefined {
  return lan && { key: readFileSync(lan.keyFile, 'utf8'), cert: readFileSync(lan.certFile, 'utf8') };
}
