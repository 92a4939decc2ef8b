/** The cashier's HTML in Chinese and English. Every value from outside goes through `text`. */
import { alipayTime, type Trade, type TradeStatus } from './trade.ts';

export type PageLanguage = 'zh' | 'en';

const WORDS = {
  zh: {
    title: '支付沙箱收银台',
    demo: '演示环境，不会真的扣款',
    pay: '确认付款',
    order: '订单',
    number: '订单号',
    trade: '交易号',
    until: '请在此时间前付款',
    paidAt: '付款时间',
    other: 'English',
    WAIT_BUYER_PAY: '待付款',
    TRADE_SUCCESS: '付款成功',
    TRADE_CLOSED: '订单已关闭或已过期',
    paidNext: '可以关闭此页，回到原来的页面查看结果。',
    closedNext: '请回到原来的页面重新获取付款码。',
    lost: '没有这个订单',
  },
  en: {
    title: 'Payment sandbox',
    demo: 'Demonstration: no money moves',
    pay: 'Pay now',
    order: 'Order',
    number: 'Order number',
    trade: 'Trade number',
    until: 'Pay before',
    paidAt: 'Paid at',
    other: '中文',
    WAIT_BUYER_PAY: 'Waiting for payment',
    TRADE_SUCCESS: 'Paid',
    TRADE_CLOSED: 'This order is closed or expired',
    paidNext: 'You may close this page and return to where you came from.',
    closedNext: 'Go back and ask for a new payment code.',
    lost: 'There is no such order',
  },
} as const;

interface CashierView {
  trade: Trade;
  status: TradeStatus;
  language: PageLanguage;
}

/** The page of one order: amount and order, the button while it waits, the outcome afterwards. */
export function cashierPage({ trade, status, language }: CashierView): string {
  const words = WORDS[language];
  const state = status === 'NOT_OPENED' ? 'TRADE_CLOSED' : status;
  const rows = [
    [words.order, trade.subject],
    [words.number, trade.outTradeNo],
    ...(trade.tradeNo === null ? [] : [[words.trade, trade.tradeNo]]),
    ...(state === 'WAIT_BUYER_PAY' ? [[words.until, alipayTime(trade.expiresAt)]] : []),
    ...(trade.paidAt === null ? [] : [[words.paidAt, alipayTime(trade.paidAt)]]),
  ];
  const action =
    state === 'WAIT_BUYER_PAY'
      ? `<form method="post" action="?lang=${language}"><button type="submit">${words.pay} ¥${amount(trade)}</button></form>`
      : `<p class="next">${state === 'TRADE_SUCCESS' ? words.paidNext : words.closedNext}</p>`;
  return page(
    language,
    `<p class="state ${state}" role="status">${words[state]}</p>
<p class="amount"><span>¥</span>${amount(trade)}</p>
<dl>${rows.map(([name, value]) => `<div><dt>${text(name)}</dt><dd>${text(value)}</dd></div>`).join('')}</dl>
${action}`,
  );
}

/** The page of an address that stands for no order. */
export function lostPage(language: PageLanguage): string {
  return page(language, `<p class="state TRADE_CLOSED" role="status">${WORDS[language].lost}</p>`);
}

function page(language: PageLanguage, content: string): string {
  const words = WORDS[language];
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<link rel="stylesheet" href="/cashier.css">
</head>
<body>
<header><h1>${words.title}</h1><a href="?lang=${language === 'zh' ? 'en' : 'zh'}">${words.other}</a></header>
<main>
<p class="demo">${words.demo}</p>
${content}
</main>
</body>
</html>
`;
}

const amount = (trade: Trade): string =>
  Number(trade.totalAmount).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const text = (value = ''): string => value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
