/** How long the request still lives, in minutes and seconds. */
import { useNow } from '@qianyin/ui';
import { useEffect } from 'react';
import { texts } from './texts.ts';

export function TimeLeft({ until, onOver }: { until: string; onOver: () => void }) {
  const t = texts.useT();
  const now = useNow(1000);
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now.getTime()) / 1000));
  const over = seconds === 0;
  useEffect(() => {
    if (over) onOver();
  }, [over, onOver]);
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <p className={seconds < 30 ? 'time-left time-left-short' : 'time-left'} role={over ? 'alert' : undefined}>
      {over ? t('over') : t('left', { time })}
    </p>
  );
}
