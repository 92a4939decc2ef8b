import { defineTexts } from '@qianyin/ui';

export const texts = defineTexts(
  'wallet-login',
  {
    name: '标证通',
    promise: '装在手机里的数字证书和电子印章',
    phone: '手机号',
    code: '短信验证码',
    send: '获取验证码',
    again: '{{seconds}} 秒后可重发',
    sent: '验证码已发送到 {{phone}}，{{minutes}} 分钟内有效。',
    logIn: '登录',
    register: '首次登录即完成注册。',
  },
  {
    name: '标证通 Wallet',
    promise: 'Your certificates and seals, in your phone',
    phone: 'Mobile number',
    code: 'Code from the message',
    send: 'Get code',
    again: 'Again in {{seconds}} s',
    sent: 'A code was sent to {{phone}}; it is good for {{minutes}} minutes.',
    logIn: 'Log in',
    register: 'Your first login registers you.',
  },
);
