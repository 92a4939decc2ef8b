import { defineTexts } from '@qianyin/ui';

export const texts = defineTexts(
  'errors',
  {
    title: '错误代码说明',
    happened: '操作没有完成',
    lead: '每个错误都有一个代码，显示在提示下方。向客服说明问题时，请把代码一并告知。',
    search: '查找代码或文字',
    code: '代码',
    message: '意思和做法',
    status: 'HTTP',
    none: '没有符合的代码',
    home: '返回首页',
  },
  {
    title: 'Error codes',
    happened: 'The action was not completed',
    lead: 'Every error has a code, shown below its message. Tell it to support when you describe a problem.',
    search: 'Find a code or words',
    code: 'Code',
    message: 'Meaning and what to do',
    status: 'HTTP',
    none: 'No code matches',
    home: 'Go to the start page',
  },
);
