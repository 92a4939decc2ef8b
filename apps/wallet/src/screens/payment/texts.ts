import { defineTexts } from '@qianyin/ui';

export const texts = defineTexts(
  'wallet-payment',
  {
    title: '支付',
    lead: '支付成功后即可领取证书，本页会自动继续。',
    for: '{{product}} · {{name}}',
    qr: '支付宝付款二维码',
    scan: '用支付宝扫一扫付款',
    expires: '{{time}} 前有效',
    open: '打开支付宝支付 {{amount}}',
    waiting: '等待支付结果…',
    expired: '付款码已过期',
    expiredLead: '没有扣款。请重新获取付款码。',
    again: '重新获取付款码',
  },
  {
    title: 'Payment',
    lead: 'Once paid you receive the certificate; this page goes on by itself.',
    for: '{{product}} · {{name}}',
    qr: 'Alipay payment QR',
    scan: 'Scan with Alipay to pay',
    expires: 'Good until {{time}}',
    open: 'Open Alipay to pay {{amount}}',
    waiting: 'Waiting for the payment…',
    expired: 'The payment code has expired',
    expiredLead: 'Nothing was charged. Get a new code.',
    again: 'Get a new code',
  },
);
