/** What happened to an order, newest first. */
import type { OrderView } from '@qianyin/contract';
import { formatInstant, languageOf, useLanguage } from '@qianyin/ui';
import { texts } from './texts.ts';

export function History({ events }: { events: OrderView['history'] }) {
  const t = texts.useT();
  const { language } = useLanguage();
  return (
    <ol className="history card">
      {events.toReversed().map(({ event, at, by, reason, note }) => (
        <li key={`${event} ${at}`} className={`history-event history-${event}`}>
          <span className="history-name">{t(`event.${event}`)}</span>
          <time dateTime={at}>{formatInstant(at, language)}</time>
          {by !== null && <span className="row-note">{by}</span>}
          {reason !== null && <span className="row-note">{t(`reason.${reason}`)}</span>}
          {note !== null && (
            <span className="row-note" lang={languageOf(note)}>
              {note}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
