import { defineTexts } from '@qianyin/ui';

export const texts = defineTexts(
  'exchange.documents',
  {
    title: '已签文件',
    lead: '本单位在平台上加盖过电子印章的文件，可随时下载或再次签章。',
    empty: '还没有已签文件',
    emptyHint: '上传一份 PDF，用标证通扫码盖章。',
    begin: '去签章',
    download: '下载 {{name}}',
    again: '再次签章 {{name}}',
  },
  {
    title: 'Sealed files',
    lead: 'Files that your unit has sealed here; download them or seal them again at any time.',
    empty: 'No sealed files yet',
    emptyHint: 'Upload a PDF and seal it by scanning with the wallet.',
    begin: 'Seal a file',
    download: 'Download {{name}}',
    again: 'Seal {{name}} again',
  },
);
