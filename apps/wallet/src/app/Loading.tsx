/** While a screen's code arrives: its outline, in place. */
import { Skeleton } from 'antd-mobile';
import { texts } from './texts.ts';

export function Loading() {
  const t = texts.useT();
  return (
    <div className="loading" role="status" aria-label={t('loading')}>
      <Skeleton.Title animated />
      <Skeleton.Paragraph lineCount={4} animated />
    </div>
  );
}
