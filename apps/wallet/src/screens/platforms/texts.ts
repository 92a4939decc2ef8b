import { defineTexts } from '@qianyin/ui';

export const texts = defineTexts(
  'wallet-platforms',
  {
    title: '交易平台',
    lead: '在平台网页上选择标证通扫码登录，用首页的「扫码」确认。',
    since: '{{date}} 起使用',
    never: '还没有使用过',
    empty: '还没有接入的交易平台',
  },
  {
    title: 'Platforms',
    lead: 'Choose scan login on the platform’s page and confirm with “Scan” on the home page.',
    since: 'Used since {{date}}',
    never: 'Not used yet',
    empty: 'No platforms are connected yet',
  },
);
