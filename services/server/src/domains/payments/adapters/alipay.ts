/**
 * Alipay face-to-face payment: alipay.trade.precreate, query, close, and the asynchronous notice; RSA2 both ways.
 * Source: opendocs.alipay.com/open/02ekfg (precreate), /02ekfh (query), /02o6e7 (close), /common/02mse7 (notice).
 * Left out: refunds, bills, certificate mode.
 */
import type { AlipaySdk, AlipaySdkCommonResult } from 'alipay-sdk';
import type { Logger } from 'pino';
import { centsOf, yuanOf } from '../model.ts';
import { type PaymentProvider, type ProviderState, ProviderUnavailable } from '../port.ts';

const TIMEOUT_MS = 8000;

export interface AlipayConfig {
  gateway: string;
  appId: string;
  privateKey: string;
  alipayPublicKey: string;
  notifyUrl: string;
}

export function alipayProvider({ config, log }: { config: AlipayConfig; log: Logger }): PaymentProvider {
  let sdk: Promise<AlipaySdk> | undefined;
  // The kit weighs some forty megabytes: it is loaded when somebody pays.
  const kit = (): Promise<AlipaySdk> => {
    sdk ??= openKit(config);
    return sdk;
  };
  /** Answers with code 10000, or with one of the named faults; everything else is «unavailable». */
  const call = async (
    method: string,
    bizContent: Record<string, string>,
    more: { notifyUrl?: string; faults?: readonly string[] } = {},
  ): Promise<AlipaySdkCommonResult> => {
    const parameters = { bizContent, ...(more.notifyUrl ? { notify_url: more.notifyUrl } : {}) };
    const opened = await kit();
    const answer = await opened.exec(method, parameters, { validateSign: true }).catch((cause: unknown) => {
      log.warn({ provider: 'alipay', method, why: cause instanceof Error ? cause.name : 'fault' }, 'no usable answer');
      throw new ProviderUnavailable(method, { cause });
    });
    if (answer.code === '10000' || more.faults?.includes(answer.subCode ?? '')) return answer;
    log.warn({ provider: 'alipay', method, code: answer.code, subCode: answer.subCode }, 'refused by the provider');
    throw new ProviderUnavailable(`${method}: ${answer.subCode ?? answer.code}`);
  };

  return {
    async precreate({ outTradeNo, amountCents, subject, lifeSeconds }) {
      const life = `${Math.max(1, Math.floor(lifeSeconds / 60))}m`;
      const answer = await call(
        'alipay.trade.precreate',
        {
          out_trade_no: outTradeNo,
          total_amount: yuanOf(amountCents),
          // The gateway refuses these characters in a subject.
          subject: subject.replaceAll(/[/=&]/g, ' ').slice(0, 128),
          timeout_express: life,
          qr_code_timeout_express: life,
        },
        { notifyUrl: config.notifyUrl },
      );
      const qrCode: unknown = answer['qrCode'];
      if (typeof qrCode !== 'string' || qrCode === '') throw new ProviderUnavailable('precreate without a QR code');
      return { qrCode };
    },
    async query(outTradeNo) {
      const answer = await call(
        'alipay.trade.query',
        { out_trade_no: outTradeNo },
        { faults: ['ACQ.TRADE_NOT_EXIST'] },
      );
      return stateOf(answer);
    },
    async close(outTradeNo) {
      const faults = ['ACQ.TRADE_NOT_EXIST', 'ACQ.TRADE_STATUS_ERROR'];
      await call('alipay.trade.close', { out_trade_no: outTradeNo }, { faults });
    },
    async readNotice(parameters) {
      const fields = textFields(parameters);
      // The kit would take RSA with SHA-1 when the sender says so.
      if (fields === undefined || fields['sign_type'] !== 'RSA2' || fields['app_id'] !== config.appId) return undefined;
      if (!(await kit()).checkNotifySignV2(fields)) return undefined;
      const { out_trade_no: outTradeNo, trade_status: status, trade_no: tradeNo, total_amount: amount } = fields;
      if (outTradeNo === undefined) return undefined;
      const isPaid = status === 'TRADE_SUCCESS' || status === 'TRADE_FINISHED';
      return {
        outTradeNo,
        paid: isPaid ? { tradeNo: tradeNo ?? '', amountCents: centsOf(amount ?? '') } : undefined,
      };
    },
  };
}

async function openKit(config: AlipayConfig): Promise<AlipaySdk> {
  const { AlipaySdk: Kit } = await import('alipay-sdk');
  return new Kit({
    appId: config.appId,
    privateKey: config.privateKey,
    keyType: config.privateKey.includes('BEGIN RSA PRIVATE KEY') ? 'PKCS1' : 'PKCS8',
    alipayPublicKey: config.alipayPublicKey,
    gateway: config.gateway,
    timeout: TIMEOUT_MS,
  });
}

function stateOf(answer: AlipaySdkCommonResult): ProviderState {
  if (answer.code !== '10000') return { kind: 'unknown' };
  switch (answer['tradeStatus']) {
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return {
        kind: 'paid',
        tradeNo: String(answer['tradeNo'] ?? ''),
        amountCents: centsOf(String(answer['totalAmount'] ?? '')),
      };
    case 'TRADE_CLOSED':
      return { kind: 'closed' };
    case 'WAIT_BUYER_PAY':
      return { kind: 'waiting' };
    default:
      throw new ProviderUnavailable('a trade status we do not know');
  }
}

/** A repeated parameter would be one value for the signature and another for us. */
function textFields(parameters: Readonly<Record<string, unknown>>): Record<string, string> | undefined {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value !== 'string') return undefined;
    fields[name] = value;
  }
  return fields;
}
