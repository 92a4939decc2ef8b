/**
 * The signer's client: one typed call per method over the unix socket. Checks requests and replies by schema, maps
 * { code } to SignerError, repeats an idempotent call once when the connection itself failed.
 */
import { Agent } from 'node:http';
import { z } from 'zod';
import { SIGNER_ERROR_CODES, SignerError, signerErrorData } from './errors.ts';
import type { SignerErrorCode } from './errors.ts';
import { envelope } from './method.ts';
import { methods } from './methods.ts';
import type { MethodName, ReplyOf, RequestOf } from './methods.ts';
import { post } from './post.ts';

export interface SignerClientOptions {
  socketPath: string;
  /** The bearer token shared with the signer. */
  token: string;
  /** Milliseconds for one attempt. Default 10 000. */
  timeoutMs?: number;
}

const KNOWN_CODES = new Set<string>(SIGNER_ERROR_CODES);
const isSignerErrorCode = (code: string): code is SignerErrorCode => KNOWN_CODES.has(code);

export class SignerClient {
  readonly #options: SignerClientOptions;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  constructor(options: SignerClientOptions) {
    this.#options = options;
  }

  /** Calls one method. Throws SignerError for every outcome other than success. */
  async call<Name extends MethodName>(name: Name, request: RequestOf<Name>): Promise<ReplyOf<Name>> {
    const { request: requestSchema, reply: replySchema, idempotent } = methods[name];
    const body = JSON.stringify(encodeRequest(requestSchema, request));
    const send = () => post({ ...this.#options, agent: this.#agent, path: `/rpc/${name}`, body });
    let text: string;
    try {
      text = await send();
    } catch (error) {
      // A restarted signer leaves dead kept-alive sockets behind; only a call that is safe to repeat is repeated.
      if (!idempotent || !(error instanceof SignerError) || error.code !== 'signer/unreachable') throw error;
      text = await send();
    }
    return decodeReply<ReplyOf<Name>>(replySchema, text);
  }

  /** Closes kept-alive connections. */
  close(): void {
    this.#agent.destroy();
  }

  readonly showAuthorities = () => this.call('show-authorities', {});
  readonly beginKey = (request: RequestOf<'begin-key'>) => this.call('begin-key', request);
  readonly createEncryptionKey = (request: RequestOf<'create-encryption-key'>) =>
    this.call('create-encryption-key', request);
  readonly beginCosignature = (request: RequestOf<'begin-cosignature'>) => this.call('begin-cosignature', request);
  readonly finishCosignature = (request: RequestOf<'finish-cosignature'>) => this.call('finish-cosignature', request);
  readonly openBlinded = (request: RequestOf<'open-blinded'>) => this.call('open-blinded', request);
  readonly lintCertificate = (request: RequestOf<'lint-certificate'>) => this.call('lint-certificate', request);
  readonly signCertificate = (request: RequestOf<'sign-certificate'>) => this.call('sign-certificate', request);
  readonly signCrl = (request: RequestOf<'sign-crl'>) => this.call('sign-crl', request);
  readonly signOcsp = (request: RequestOf<'sign-ocsp'>) => this.call('sign-ocsp', request);
  readonly showKey = (request: RequestOf<'show-key'>) => this.call('show-key', request);
  readonly endKey = (request: RequestOf<'end-key'>) => this.call('end-key', request);
  readonly showAuditHead = () => this.call('show-audit-head', {});
}

function encodeRequest(schema: z.ZodType, request: unknown): unknown {
  const encoded = z.safeEncode(schema, request);
  if (encoded.success) return encoded.data;
  throw new SignerError('signer/request-malformed', { field: encoded.error.issues[0]?.path.join('.') ?? '' });
}

function decodeReply<Reply>(schema: z.ZodType, text: string): Reply {
  const outer = envelope.safeParse(parseJson(text));
  if (!outer.success) throw new SignerError('signer/reply-malformed');
  if ('code' in outer.data) {
    const { code } = outer.data;
    if (!isSignerErrorCode(code)) throw new SignerError('signer/reply-malformed');
    throw new SignerError(code, signerErrorData.safeParse(outer.data.data).data ?? {});
  }
  const reply = schema.safeParse(outer.data.ok);
  if (!reply.success) throw new SignerError('signer/reply-malformed', {}, { cause: reply.error });
  return reply.data as Reply;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SignerError('signer/reply-malformed', {}, { cause });
  }
}
