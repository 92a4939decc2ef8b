/** An exchange for tests: real PostgreSQL, a clock to move, requests by injection with a browser's cookies and origin. */
import { temporaryDatabase } from '@qianyin/testkit';
import { pino } from 'pino';
import { composeExchange, type Exchange } from './compose.ts';

export const ORIGIN = 'http://exchange.test';
export const UNITS = [
  { login: 'supplier', password: 'correct horse', name: '江苏演示机电有限公司', uscc: '91321300MA1YH0D101' },
  { login: 'buyer', password: 'battery staple', name: '宿迁演示招标有限公司', uscc: '91321300MA1YH0D202' },
] as const;

export interface Answer<T> {
  status: number;
  body: T & { code?: string; data?: Record<string, string | number> };
  headers: Record<string, unknown>;
  bytes: Buffer;
}

interface Sending {
  body?: object | Buffer;
  headers?: Record<string, string>;
  address?: string;
}

export interface TestExchange extends AsyncDisposable {
  time: { at: Date };
  /** Ends the process's part and starts it anew on the same database. */
  restart(): Promise<void>;
  browser(): TestBrowser;
}

/** Closes with `await using`. `serviceUrl` is needed only by tests that reach the service. */
export async function startExchange({
  serviceUrl = 'http://127.0.0.1:9',
  unitMegabytes = 500,
}: {
  serviceUrl?: string;
  unitMegabytes?: number;
} = {}): Promise<TestExchange> {
  const database = await temporaryDatabase();
  const databaseUrl = await database.urlAs('qy_exchange');
  const time = { at: new Date('2026-11-23T02:00:00.000Z') };
  const start = () =>
    composeExchange(
      {
        host: '127.0.0.1',
        port: 0,
        publicUrl: ORIGIN,
        databaseUrl,
        service: { url: serviceUrl, clientId: 'exchange', clientSecret: 'secret' },
        webRoot: '/nonexistent',
        sessionKey: 'k'.repeat(43),
        unitMegabytes,
        demo: { units: [...UNITS] },
        logLevel: 'silent',
      },
      { clock: { now: () => time.at }, log: pino({ level: 'silent' }) },
    );
  let exchange = await start();
  return {
    time,
    async restart() {
      await exchange.close();
      exchange = await start();
    },
    browser: () => new TestBrowser(() => exchange),
    async [Symbol.asyncDispose]() {
      await exchange.close();
      await database.drop();
    },
  };
}

/** One browser: keeps cookies and the CSRF token of its session. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  csrfToken = '';
  readonly #exchange: () => Exchange;

  constructor(exchange: () => Exchange) {
    this.#exchange = exchange;
  }

  get<T = object>(url: string, sending: Sending = {}): Promise<Answer<T>> {
    return this.#send('GET', url, sending);
  }

  post<T = object>(url: string, body: object | Buffer = {}, sending: Sending = {}): Promise<Answer<T>> {
    return this.#send('POST', url, { ...sending, body });
  }

  async logIn({ login, password }: { login: string; password: string }, address?: string) {
    const sending = address === undefined ? {} : { address };
    const answer = await this.post<{ csrfToken?: string }>('/api/session', { login, password }, sending);
    this.csrfToken = answer.body.csrfToken ?? '';
    return answer;
  }

  async #send<T>(method: 'GET' | 'POST', url: string, { body, headers, address }: Sending): Promise<Answer<T>> {
    const pdf = Buffer.isBuffer(body);
    const response = await this.#exchange().app.inject({
      method,
      url,
      remoteAddress: address ?? '127.0.0.1',
      cookies: Object.fromEntries(this.cookies),
      headers: {
        origin: ORIGIN,
        'x-csrf-token': this.csrfToken,
        ...(method === 'POST' ? { 'content-type': pdf ? 'application/pdf' : 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: pdf ? body : JSON.stringify(body) }),
    });
    for (const { name, value, maxAge } of response.cookies as { name: string; value: string; maxAge?: number }[]) {
      if (value === '' || maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const json = /json/.test(String(response.headers['content-type']));
    const answer = { status: response.statusCode, headers: response.headers, bytes: response.rawPayload };
    return { ...answer, body: (json ? response.json() : {}) as Answer<T>['body'] };
  }
}

/** A file that shows a PDF's marks at both ends. */
export function pdfBytes(size = 200): Buffer {
  const [head, tail] = ['%PDF-1.7\n', '\n%%EOF\n'];
  return Buffer.from(head + ' '.repeat(Math.max(0, size - head.length - tail.length)) + tail);
}
