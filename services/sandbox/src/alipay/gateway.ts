/**
 * Alipay's open gateway, `POST /gateway.do`: parameters in the query and a form body, RSA2 both ways, the answer as
 * `{"<method>_response":{…},"sign":"…"}` signed over the exact text of the response node.
 * Source: opendocs.alipay.com/open/02np95 (common parameters), /common/02km9f (common codes).
 */
import type { KeyObject } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import { cancelTrade } from './methods/cancel-trade.ts';
import { closeTrade } from './methods/close-trade.ts';
import { type Answer, failed, type Method } from './methods/method.ts';
import { precreateTrade } from './methods/precreate-trade.ts';
import { queryTrade } from './methods/query-trade.ts';
import { type Parameters, signText, verifyRequest } from './signature.ts';
import type { TradeStore } from './trade-store.ts';

const METHODS: Record<string, Method> = {
  'alipay.trade.precreate': precreateTrade,
  'alipay.trade.query': queryTrade,
  'alipay.trade.close': closeTrade,
  'alipay.trade.cancel': cancelTrade,
};

/** The gateway's clock is Shanghai's; apps that sign with another zone's are let through within a day. */
const TIMESTAMP_TOLERANCE_MS = 24 * 3_600_000;

interface GatewayOptions {
  appId: string;
  keys: { app: KeyObject; own: KeyObject };
  store: TradeStore;
  clock: () => Date;
  publicUrl: () => string;
}

export const gatewayRoute: FastifyPluginAsync<GatewayOptions> = async (app, options) => {
  app.post('/gateway.do', async (request, reply) => {
    const parameters = { ...strings(request.query), ...strings(request.body) };
    const answer = refusal(parameters, options) ?? (await run(parameters, options));
    const node = JSON.stringify(answer);
    const name = METHODS[parameters['method'] ?? ''] ? parameters['method']?.replaceAll('.', '_') : undefined;
    const key = name === undefined ? 'error_response' : `${name}_response`;
    // Put together by hand: the signature is over these very characters.
    const text = `{"${key}":${node},"sign":"${signText(node, options.keys.own)}"}`;
    return reply.type('text/html;charset=utf-8').send(text);
  });
};

/** Checks of the gateway itself, before any method; null = let through. */
function refusal(p: Parameters, { appId, keys, clock }: GatewayOptions): Answer | null {
  if (!p['method']) return failed('40001', 'isv.missing-method', '缺少方法名参数');
  if (!METHODS[p['method']]) return failed('40002', 'isv.invalid-method', '不存在的方法名');
  if (!p['app_id']) return failed('40001', 'isv.missing-app-id', '缺少AppID参数');
  if (p['app_id'] !== appId) return failed('40002', 'isv.invalid-app-id', '无效的AppID参数');
  if (!p['charset'] || !/^utf-?8$/i.test(p['charset'])) return failed('40002', 'isv.invalid-charset', '字符集错误');
  if (!p['sign_type']) return failed('40001', 'isv.missing-signature-type', '缺少签名类型参数');
  if (p['sign_type'] !== 'RSA2') return failed('40002', 'isv.invalid-signature-type', '无效签名类型');
  if (!p['sign']) return failed('40001', 'isv.missing-signature', '缺少签名参数');
  if (!p['timestamp']) return failed('40001', 'isv.missing-timestamp', '缺少时间戳参数');
  if (!isNear(p['timestamp'], clock())) return failed('40002', 'isv.invalid-timestamp', '非法的时间戳参数');
  if (p['version'] !== '1.0') return failed('40001', 'isv.missing-version', '缺少版本参数');
  if (!verifyRequest(p, keys.app)) return failed('40002', 'isv.invalid-signature', '无效签名');
  return null;
}

async function run(parameters: Parameters, { store, clock, publicUrl }: GatewayOptions): Promise<Answer> {
  const method = METHODS[parameters['method'] ?? ''];
  const content = parseContent(parameters['biz_content']);
  if (!method || content === null) return failed('40002', 'isv.invalid-parameter', '参数无效');
  return method({ parameters, content, store, now: clock(), publicUrl: publicUrl() });
}

function parseContent(text: string | undefined): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function isNear(timestamp: string, now: Date): boolean {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(timestamp)) return false;
  const at = Date.parse(`${timestamp.replace(' ', 'T')}+08:00`);
  return Math.abs(at - now.getTime()) <= TIMESTAMP_TOLERANCE_MS;
}

/** The string members of a parsed query or form; repeated parameters are refused by being left out. */
function strings(value: unknown): Parameters {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
