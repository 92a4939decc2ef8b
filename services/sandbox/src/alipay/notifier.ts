/**
 * The asynchronous notice of a payment: a signed form POST to the app's notify_url, repeated until the answer is the
 * word `success`. Source: opendocs.alipay.com/common/02mse7.
 * Alipay waits 4 min, 10 min, 10 min, 1 h, 2 h, 6 h, 15 h; here the first waits are seconds, so that a restarting
 * server hears of its payment while somebody looks at the screen. What is pending outlives a restart.
 */
import { type KeyObject, randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { type Parameters, signNotice } from './signature.ts';
import { alipayTime, statusOf, type Trade } from './trade.ts';
import type { TradeStore } from './trade-store.ts';

const DELAYS_MS = [1, 2, 5, 10, 30, 60, 240, 600, 600, 3_600, 7_200, 21_600, 54_000].map((s) => s * 1_000);
const ANSWER_TIMEOUT_MS = 10_000;

interface NotifierParts {
  store: TradeStore;
  key: KeyObject;
  appId: string;
  clock: () => Date;
  log: FastifyBaseLogger;
  noticeDelays?: readonly number[];
}

export class Notifier {
  readonly #parts: NotifierParts;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #sending = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(parts: NotifierParts) {
    this.#parts = parts;
  }

  /** The notice a newly paid trade begins with. */
  static begin(now: Date): NonNullable<Trade['notice']> {
    return { id: randomUUID().replaceAll('-', ''), attempts: 0, nextAt: now.toISOString() };
  }

  /** Sends every notice that is due, and sets clocks for the rest. */
  async resume(): Promise<void> {
    for (const trade of this.#parts.store.all()) this.schedule(trade);
  }

  /** Sets the clock for a trade's next notice. */
  schedule({ outTradeNo, notice, notifyUrl }: Trade): void {
    if (notice === null || notice.nextAt === null || notifyUrl === null || this.#stopping.signal.aborted) return;
    clearTimeout(this.#timers.get(outTradeNo));
    const wait = Math.max(0, Date.parse(notice.nextAt) - this.#parts.clock().getTime());
    const timer = setTimeout(() => {
      const sending = this.#send(outTradeNo).finally(() => this.#sending.delete(sending));
      this.#sending.add(sending);
    }, wait);
    this.#timers.set(outTradeNo, timer);
  }

  /** Ends the clocks and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await Promise.all(this.#sending);
  }

  async #send(outTradeNo: string): Promise<void> {
    const { store, clock, log } = this.#parts;
    const trade = store.byOutTradeNo(outTradeNo);
    if (!trade?.notice || trade.notifyUrl === null) return;
    const accepted = await this.#post(trade.notifyUrl, this.#parameters(trade));
    if (this.#stopping.signal.aborted) return;
    const delays = this.#parts.noticeDelays ?? DELAYS_MS;
    const attempts = trade.notice.attempts + 1;
    const wait = accepted ? undefined : delays[attempts - 1];
    const nextAt = wait === undefined ? null : new Date(clock().getTime() + wait).toISOString();
    const current = store.byOutTradeNo(outTradeNo) ?? trade;
    const noted = { ...current, notice: { ...trade.notice, attempts, nextAt } };
    await store.save(noted);
    log.info({ outTradeNo, attempts, accepted }, 'payment notice');
    this.schedule(noted);
  }

  async #post(url: string, parameters: Parameters): Promise<boolean> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
        body: new URLSearchParams(parameters).toString(),
        redirect: 'error',
        signal: AbortSignal.any([AbortSignal.timeout(ANSWER_TIMEOUT_MS), this.#stopping.signal]),
      });
      return (await response.text()).trim() === 'success';
    } catch (error) {
      this.#parts.log.warn({ url, err: (error as Error).message }, 'payment notice not delivered');
      return false;
    }
  }

  #parameters(trade: Trade): Parameters {
    const { key, appId, clock } = this.#parts;
    const parameters: Parameters = {
      app_id: appId,
      auth_app_id: appId,
      ...(trade.body === null ? {} : { body: trade.body }),
      buyer_id: '2088722003899510',
      buyer_logon_id: '159****5620',
      buyer_pay_amount: trade.totalAmount,
      charset: 'utf-8',
      fund_bill_list: JSON.stringify([{ amount: trade.totalAmount, fundChannel: 'ALIPAYACCOUNT' }]),
      gmt_create: alipayTime(trade.openedAt ?? trade.precreatedAt),
      gmt_payment: alipayTime(trade.paidAt ?? trade.precreatedAt),
      invoice_amount: trade.totalAmount,
      notify_id: trade.notice?.id ?? '',
      notify_time: alipayTime(clock()),
      notify_type: 'trade_status_sync',
      out_trade_no: trade.outTradeNo,
      ...(trade.passbackParams === null ? {} : { passback_params: trade.passbackParams }),
      point_amount: '0.00',
      receipt_amount: trade.totalAmount,
      seller_id: '2088102146225135',
      sign_type: 'RSA2',
      subject: trade.subject,
      total_amount: trade.totalAmount,
      trade_no: trade.tradeNo ?? '',
      trade_status: statusOf(trade, clock()),
      version: '1.0',
    };
    return { ...parameters, sign: signNotice(parameters, key) };
  }
}
