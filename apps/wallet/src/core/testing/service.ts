/**
 * A service for the wallet's tests behind the fetch port: the operations the core calls, over real cryptography.
 * Tests replace single answers to make it lie, and cut the line to lose an answer. The real one is services/server.
 */
import { sm3 } from '@qianyin/gm';
import { isErrorCode, type Problem, PROBLEM_MEDIA_TYPE, problem } from '@qianyin/contract';
import { buildCsrInfo, parseCertificate } from '@qianyin/pki';
import { fromBase64url, toBase64url } from '../bytes.ts';
import { MemoryStorage } from '../memory-storage.ts';
import { openPhone, type Phone } from '../phone.ts';
import { Authority, random } from './authority.ts';
import { Signer } from './signer.ts';

export const ACCOUNT = {
  id: '0190b7a8-0000-7000-8000-000000000001',
  phoneMasked: '138****5678',
  nameMasked: '王*明',
  idNumberMasked: '3213**********1234',
  provedAt: '2026-11-23T00:00:00.000Z',
};
export const FORM = {
  unitName: '福建某某科技有限公司',
  uscc: '91350100M000100Y43',
  legalRepresentative: '王小明',
  registeredPlace: '福建省福州市',
  unitPhone: '0591-88888888',
  email: 'a@example.cn',
};
export const ORDER = { id: '0190b7a8-0000-7000-8000-000000000002', form: FORM };
export const PIN = '271828';

interface Input {
  keyId: string;
  orderId: string;
  ceremonyId: string;
  requestId: string;
  counter: number;
  q1: string[];
  s1: string[];
  p1: string;
  proof: string;
  recipient: string;
  blinded: string;
  t1: string;
}
const NO_INPUT = {} as Input;
/** Gets whatever the operation's schema lets through. */
export type Answer = (input: Input) => unknown;

export class TestService {
  readonly authority = new Authority();
  readonly signer = new Signer();
  readonly requests: Request[] = [];
  /** Operations whose next answer gets lost after they happened. */
  readonly lost = new Set<string>();
  issued: Record<string, unknown> | undefined;
  #device = '';
  /** By operation name; tests replace entries. */
  readonly answers: Record<string, Answer> = {
    'log-in-by-code': () => ({ token: 'token', expiresAt: '2027-01-01T00:00:00.000Z', account: ACCOUNT }),
    'log-out': () => ({}),
    'create-key': (input) => this.signer.createKey(input, { account: ACCOUNT.id, device: this.#device }),
    'create-encryption-key': (input) => this.signer.createEncryptionKey(input),
    'begin-certificate-request': (input) => {
      const requestInfo = this.requestInfo(input.keyId);
      return { ...this.signer.begin(input, input.keyId, [requestInfo]), requestInfo: toBase64url(requestInfo) };
    },
    'finish-certificate-request': (input) => ({ ...this.signer.finish(input), request: 'AA' }),
    'issue-certificates': () => (this.issued ??= this.issue()),
    'list-certificates': () => ({ certificates: this.issued === undefined ? [] : [this.issued] }),
    'open-blinded': (input) => this.signer.openBlinded(input),
  };

  requestInfo(keyId: string): Uint8Array {
    const { publicKey } = this.signer.keys.get(keyId)!;
    return buildCsrInfo({ subject: { organization: FORM.unitName, commonName: FORM.unitName }, publicKey });
  }

  issue() {
    // A key whose answer got lost was made again: the last of each purpose counts.
    const keys = [...this.signer.keys].toReversed();
    const signing = keys.find(([, key]) => key.purpose === 'signing');
    const encryption = keys.find(([, key]) => key.purpose === 'encryption');
    if (signing === undefined || encryption === undefined) throw problem('certificates/request-missing');
    const certificate = this.authority.issue('unit-signing', FORM, signing[1].publicKey);
    const { serial, notBefore, notAfter } = parseCertificate(certificate);
    return {
      id: '0190b7a8-0000-7000-8000-000000000003',
      orderId: ORDER.id,
      keyId: signing[0],
      encryptionKeyId: encryption[0],
      kind: 'unit',
      name: FORM.unitName,
      uscc: FORM.uscc,
      serial,
      notBefore: notBefore.toISOString(),
      notAfter: notAfter.toISOString(),
      state: 'active',
      signing: toBase64url(certificate),
      encryption: toBase64url(this.authority.issue('unit-encryption', FORM, encryption[1].publicKey)),
      chain: this.authority.chain.map(toBase64url),
    };
  }

  readonly fetch = async (input: Parameters<typeof fetch>[0]): Promise<Response> => {
    const request = input as Request;
    this.requests.push(request.clone());
    const operation = new URL(request.url).pathname.split('/').at(-1) ?? '';
    const answer = await this.#answer(operation, request);
    if (this.lost.delete(operation)) throw new TypeError('fetch failed');
    return answer;
  };

  async #answer(operation: string, request: Request): Promise<Response> {
    try {
      const body = request.method === 'POST' ? ((await request.json()) as Input) : NO_INPUT;
      const answer = this.answers[operation];
      if (answer === undefined) throw problem('request/not-found');
      const output = answer(body);
      return output instanceof File ? fileResponse(output) : Response.json(output);
    } catch (error) {
      if (!isProblem(error)) throw error;
      return Response.json(error, { status: error.status, headers: { 'content-type': PROBLEM_MEDIA_TYPE } });
    }
  }

  /** A fresh phone, logged in. */
  async phone(): Promise<Phone> {
    const phone = await openPhone({
      storage: new MemoryStorage(),
      fetch: this.fetch as typeof fetch,
      baseUrl: 'http://service.test',
      clock: () => new Date(),
      random,
      // Not Argon2id: these tests are about what happens around it; pin-stretch.test.ts is about it.
      stretchPin: async (pin, salt) => sm3(Uint8Array.from([...salt, ...new TextEncoder().encode(pin)])),
    });
    this.#device = phone.device.thumbprint;
    phone.session = { token: 'token', expiresAt: '2027-01-01T00:00:00.000Z', account: ACCOUNT };
    return phone;
  }
}

function fileResponse(file: File): Response {
  return new Response(file, { headers: { 'content-disposition': `attachment; filename="${file.name}"` } });
}

/** What the phone sent with its n-th call of an operation. */
export async function sentTo(service: TestService, operation: string, n = 0): Promise<Partial<Input>> {
  const request = service.requests.filter(({ url }) => url.endsWith(`/${operation}`))[n];
  if (request === undefined) throw new Error(`no call ${n} of ${operation}`);
  return (await request.clone().json()) as Input;
}

export const bytesOf = (text: string): Uint8Array => fromBase64url(text) ?? new Uint8Array();

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && isErrorCode(error.code);
}
