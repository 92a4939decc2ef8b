/**
 * Tencent Cloud faceid `BankCard4EVerification`, version 2018-03-01.
 * Source: cloud.tencent.com/document/product/1007/35775 (parameters and result codes).
 * Left out: encryption of the elements with the provider's own key scheme; TLS carries them.
 */
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { BankCardAnswer, BankCardElements, BankCardProvider, BankCardVerdict } from '../port.ts';
import { tc3Headers } from './tc3-signature.ts';

const TIMEOUT_MS = 8000;
const mismatch = (field?: keyof BankCardElements): BankCardVerdict => ({
  kind: 'mismatch',
  ...(field ? { field } : {}),
});

/** By result code. A card that exists but cannot be used here (blocked, lost, expired, not opened) is its own fault. */
const VERDICTS: Readonly<Record<string, BankCardVerdict>> = {
  '0': { kind: 'matched' },
  '-1': mismatch(),
  '-2': mismatch('name'),
  '-3': mismatch('idNumber'),
  '-4': mismatch('cardNumber'),
  '-5': mismatch('phone'),
  '-6': mismatch(),
  '-7': mismatch('cardNumber'),
  '-8': mismatch('cardNumber'),
  '-9': mismatch('cardNumber'),
  '-10': mismatch('cardNumber'),
  '-11': mismatch('cardNumber'),
  '-12': mismatch('cardNumber'),
  '-13': mismatch('cardNumber'),
  '-14': mismatch('cardNumber'),
  '-15': mismatch('cardNumber'),
  '-16': mismatch('cardNumber'),
  '-17': mismatch('cardNumber'),
  '-18': { kind: 'unavailable' },
  '-19': { kind: 'tries-used' },
  '-20': mismatch('idNumber'),
};

const reply = z.object({
  Response: z.object({
    Result: z.string().optional(),
    RequestId: z.string().optional(),
    Error: z.object({ Code: z.string() }).optional(),
  }),
});

export function tencentBankCard({
  config,
  clock,
  log,
  timeoutMs = TIMEOUT_MS,
}: {
  config: { endpoint: string; secretId: string; secretKey: string };
  clock: Clock;
  log: Logger;
  timeoutMs?: number;
}): BankCardProvider {
  const url = new URL('/', config.endpoint);
  // Nothing of the person goes into the log: only what the provider called the fault.
  const unavailable = (why: string, requestId?: string): BankCardAnswer => {
    log.warn({ provider: 'tencent-faceid', why, requestId }, 'identity provider gave no verdict');
    return { verdict: { kind: 'unavailable' }, ...(requestId ? { requestId } : {}) };
  };
  return {
    async verify({ name, idNumber, cardNumber, phone }) {
      const body = JSON.stringify({ Name: name, BankCard: cardNumber, Phone: phone, IdCard: idNumber, CertType: 0 });
      const request = {
        host: url.host,
        service: 'faceid',
        action: 'BankCard4EVerification',
        version: '2018-03-01',
        body,
        at: clock.now(),
      };
      const answer = await ask(url, tc3Headers(request, config), body, timeoutMs);
      if (typeof answer === 'string') return unavailable(answer);
      const { Result: result, RequestId: requestId, Error: error } = answer;
      if (result === undefined) return unavailable(error?.Code ?? 'no result', requestId);
      const verdict = VERDICTS[result];
      if (verdict === undefined || verdict.kind === 'unavailable') return unavailable(`result ${result}`, requestId);
      return { verdict, result, ...(requestId ? { requestId } : {}) };
    },
  };
}

/** The `Response` member, or why there is none. */
async function ask(
  url: URL,
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
): Promise<z.infer<typeof reply>['Response'] | string> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) return `HTTP ${response.status}`;
    return reply.parse(await response.json()).Response;
  } catch (error) {
    return error instanceof Error ? error.name : 'no answer';
  }
}
