/** The right viewer for a material: PDF or picture. */
import { ImageView } from './ImageView.tsx';
import { PdfView } from './PdfView.tsx';

export interface DocumentViewProps {
  file: Blob;
  /** As checked by the server, not as the uploader called it. */
  mediaType: 'application/pdf' | 'image/png' | 'image/jpeg';
  name?: string;
}

export function DocumentView({ file, mediaType, name }: DocumentViewProps) {
  return mediaType === 'application/pdf' ? <PdfView file={file} /> : <ImageView file={file} alt={name} />;
}
