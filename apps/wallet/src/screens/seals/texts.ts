import { defineTexts } from '@qianyin/ui';

export const texts = defineTexts(
  'wallet-seals',
  {
    title: '我的印章',
    empty: '还没有印章',
    emptyLead: '领取企业证书后，按单位名称绘制的圆形公章会显示在这里。',
    use: '盖章由交易平台发起：在电脑上选好位置，再用这部手机扫码确认。',
    size: '圆形公章 · 直径 {{mm}} 毫米',
    label: '{{name}} 的电子印章',
  },
  {
    title: 'My seals',
    empty: 'No seals yet',
    emptyLead: 'With the enterprise certificate comes a round seal drawn from the enterprise’s name.',
    use: 'Platforms ask for seals: choose the place on the computer, then scan with this phone.',
    size: 'Round company seal · {{mm}} mm across',
    label: 'E-seal of {{name}}',
  },
);
