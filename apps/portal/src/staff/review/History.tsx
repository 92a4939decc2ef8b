/** The order's history, newest first. */
import type { ReviewView } from '@qianyin/contract';
import { formatInstant, languageOf, useLanguage } from '@qianyin/ui';
import { texts } from './texts.ts';

export function History({ order }: { order: ReviewView }) {
  const t = texts.useT();
  const { language } = useLanguage();
  return (
    <ol className="review-history">
      {order.history.toReversed().map((event) => (
        <li key={`${event.event} ${event.at}`} className={`review-event-${event.event}`}>
          <strong>{t(`event.${event.event}`)}</strong>
          {event.by && <span>{event.by}</span>}
          <time dateTime={event.at}>{formatInstant(event.at, language)}</time>
          {(event.reason ?? event.note) && (
            <p>
              {event.reason && <b>{t(`reason.${event.reason}`)}</b>}
              {event.note && <span lang={languageOf(event.note)}>{event.note}</span>}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
