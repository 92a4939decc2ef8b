/**
 * Tencent Cloud API 3.0, `POST /`: signature v3, the action in a header, always HTTP 200 with
 * `{ Response: { …, RequestId } }` or `{ Response: { Error: { Code, Message }, RequestId } }`.
 * Source: cloud.tencent.com/document/api/213/30652 and the common error codes beside it.
 */
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import { type BankCardQuestion, RESULTS, verifyBankCard } from './bank-card.ts';
import { type Tc3Refusal, verifyTc3 } from './tc3.ts';

interface TencentOptions {
  secretId: string;
  secretKey: string;
  clock: () => Date;
}

const MESSAGES: Record<Tc3Refusal, string> = {
  'AuthFailure.InvalidAuthorization': '请求头部的 Authorization 不符合腾讯云标准。',
  'AuthFailure.SecretIdNotFound': '密钥不存在。',
  'AuthFailure.SignatureExpire': '签名过期。',
  'AuthFailure.SignatureFailure': '签名错误。',
};

export const tencentRoute: FastifyPluginAsync<TencentOptions> = async (app, { clock, ...secret }) => {
  // The signature is over the bytes as they came.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  app.post('/', (request) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
    );
    const body = typeof request.body === 'string' ? request.body : '';
    const refusal = verifyTc3({ headers, body }, { ...secret, service: 'faceid' }, clock());
    if (refusal !== null) return failure(refusal, MESSAGES[refusal]);
    if (headers['x-tc-version'] !== '2018-03-01') return failure('NoSuchVersion', '接口版本不存在。');
    if (headers['x-tc-action'] !== 'BankCard4EVerification') return failure('InvalidAction', '接口不存在。');
    const question = readQuestion(body);
    if (typeof question === 'string') return failure('MissingParameter', `缺少参数错误：${question}。`);
    if (question === null) return failure('InvalidParameter', '参数错误。');
    const result = verifyBankCard(question);
    return { Response: { Result: result, Description: RESULTS[result], RequestId: randomUUID() } };
  });
};

function failure(Code: string, Message: string) {
  return { Response: { Error: { Code, Message }, RequestId: randomUUID() } };
}

/** The question; the name of a missing parameter; or null when the body is no such object. */
function readQuestion(body: string): BankCardQuestion | string | null {
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(body) as Record<string, unknown>;
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { Name, BankCard, Phone, IdCard, CertType = 0 } = value;
  const missing = Object.entries({ Name, BankCard, Phone, IdCard }).find(([, member]) => member === undefined);
  if (missing) return missing[0];
  if (typeof Name !== 'string' || typeof BankCard !== 'string' || typeof Phone !== 'string') return null;
  return typeof IdCard === 'string' && typeof CertType === 'number'
    ? { Name, BankCard, Phone, IdCard, CertType }
    : null;
}
