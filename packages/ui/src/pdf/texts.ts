import { defineTexts } from '../i18n/texts.ts';

export const texts = defineTexts(
  'qy-viewer',
  {
    zoomIn: '放大',
    zoomOut: '缩小',
    fit: '适合宽度',
    rotate: '向右旋转',
    page: '第 {{page}} / {{pages}} 页',
    pageLabel: '第 {{page}} 页',
    loading: '正在打开文件',
    tools: '文件查看工具',
    image: '材料图片',
    unreadable: '图片打不开，可能已损坏。请重新打开；如果仍打不开，请退回申请人重新上传。',
  },
  {
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Fit width',
    rotate: 'Rotate right',
    page: 'Page {{page}} of {{pages}}',
    pageLabel: 'Page {{page}}',
    loading: 'Opening the file',
    tools: 'Viewer tools',
    image: 'Image',
    unreadable:
      'The image cannot be opened; it may be damaged. Open it again; if it still fails, send it back to be uploaded again.',
  },
);
