/**
 * The cashier: the page behind the QR. Opening it creates the trade, the button pays it. No money moves; the page says so.
 * It works without script; whoever has the unguessable address is the buyer.
 */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { cashierPage, lostPage, type PageLanguage } from './cashier-page.ts';
import { CASHIER_CSS } from './cashier-style.ts';
import { Notifier } from './notifier.ts';
import { statusOf, type Trade } from './trade.ts';
import { newTradeNo, type TradeStore } from './trade-store.ts';

interface CashierOptions {
  store: TradeStore;
  notifier: Notifier;
}

const CSP = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

export const cashierRoutes: FastifyPluginAsync<CashierOptions> = async (app, { store, notifier }) => {
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('content-security-policy', CSP).header('referrer-policy', 'no-referrer');
  });

  app.get('/cashier.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(CASHIER_CSS));

  app.get<{ Params: { qrId: string } }>('/qr/:qrId', async (request, reply) => {
    const language = languageOf(request);
    const trade = store.byQrId(request.params.qrId);
    if (!trade) return reply.code(404).type('text/html; charset=utf-8').send(lostPage(language));
    const opened = await openTrade(trade, store);
    const page = cashierPage({ trade: opened, status: statusOf(opened, store.clock()), language });
    return reply.type('text/html; charset=utf-8').send(page);
  });

  app.post<{ Params: { qrId: string } }>('/qr/:qrId', async (request, reply) => {
    const trade = store.byQrId(request.params.qrId);
    const now = store.clock();
    // Only a trade that waits is paid: a second press, or a press on an old page, changes nothing.
    if (trade && statusOf(trade, now) === 'WAIT_BUYER_PAY') {
      const paid = { ...trade, paidAt: now.toISOString(), notice: Notifier.begin(now) };
      await store.save(paid);
      notifier.schedule(paid);
    }
    return reply.redirect(`/qr/${encodeURIComponent(request.params.qrId)}?lang=${languageOf(request)}`, 303);
  });
};

async function openTrade(trade: Trade, store: TradeStore): Promise<Trade> {
  const now = store.clock();
  if (statusOf(trade, now) !== 'NOT_OPENED') return trade;
  const opened = { ...trade, tradeNo: newTradeNo(now), openedAt: now.toISOString() };
  await store.save(opened);
  return opened;
}

function languageOf(request: FastifyRequest): PageLanguage {
  const asked = (request.query as Record<string, unknown>)['lang'];
  if (asked === 'en' || asked === 'zh') return asked;
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
}
