/** A chosen file over the whole screen. */
import { DocumentView } from '@qianyin/ui/pdf';
import { FullView } from '../../parts/FullView.tsx';
import type { MediaType } from './use-upload.ts';

export interface PreviewProps {
  file: Blob;
  mediaType: MediaType;
  name: string;
  onClose: () => void;
}

export function Preview({ file, mediaType, name, onClose }: PreviewProps) {
  return (
    <FullView title={name} onClose={onClose}>
      <DocumentView file={file} mediaType={mediaType} name={name} />
    </FullView>
  );
}
