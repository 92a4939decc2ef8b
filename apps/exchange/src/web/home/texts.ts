import { defineTexts } from '@qianyin/ui';

export const texts = defineTexts(
  'exchange.home',
  {
    title: '首页',
    unit: '我的单位',
    uscc: '统一社会信用代码',
    way: '本次登录',
    ways: { password: '密码', scan: '标证通扫码', redirect: '签印页面扫码' },
    since: '登录时间',
    seal: '签章',
    sealHint: '上传 PDF，选好位置，用标证通扫码盖章。',
    verify: '验证文件',
    verifyHint: '检查一份已盖章的 PDF 是否真实、完整。',
    recent: '最近已签',
    all: '全部 {{count}} 份',
  },
  {
    title: 'Home',
    unit: 'My unit',
    uscc: 'Unified social credit code',
    way: 'Logged in by',
    ways: { password: 'Password', scan: 'Scanning with the wallet', redirect: 'Scanning on the Qianyin page' },
    since: 'Since',
    seal: 'Seal a file',
    sealHint: 'Upload a PDF, choose the place, seal it by scanning with the wallet.',
    verify: 'Verify a file',
    verifyHint: 'Check whether a sealed PDF is genuine and unaltered.',
    recent: 'Recently sealed',
    all: 'All {{count}}',
  },
);
