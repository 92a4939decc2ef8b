import { defineTexts } from '@qianyin/ui';

export const texts = defineTexts(
  'shell',
  {
    name: '签印',
    home: '签印首页',
    loading: '正在打开',
    notFound: '没有这个页面',
    notFoundHint: '网址可能输错了，或页面已经搬走。',
    goHome: '返回首页',
    crash: '页面没能打开',
    reload: '刷新页面',
    skip: '跳到正文',
  },
  {
    name: 'Qianyin',
    home: 'Qianyin start page',
    loading: 'Opening',
    notFound: 'There is no such page',
    notFoundHint: 'The address may be mistyped, or the page has moved.',
    goHome: 'Go to the start page',
    crash: 'The page could not be opened',
    reload: 'Reload the page',
    skip: 'Skip to the content',
  },
);
