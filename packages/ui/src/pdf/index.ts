export { DocumentView, type DocumentViewProps } from './DocumentView.tsx';
export type { PageFrame, PagePoint } from './geometry.ts';
export { ImageView, type ImageViewProps } from './ImageView.tsx';
export { PdfView, type PdfViewProps } from './PdfView.tsx';
