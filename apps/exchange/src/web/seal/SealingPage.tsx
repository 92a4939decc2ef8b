/** Sealing, the last step: the scan, then the sealed file. The address can be reloaded or come back to. */
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { exchangeProblem } from '../../shared/errors.ts';
import type { SealingEvent } from '../../shared/views.ts';
import { useEvents } from '../api/useEvents.ts';
import { documentsQuery } from '../documents/DocumentList.tsx';
import { ScanPanel } from '../scan/ScanPanel.tsx';
import { CheckMark } from '../scan/marks.tsx';
import { Frame } from '../shell/Frame.tsx';
import { Problem } from '../shell/Problem.tsx';
import { texts } from './texts.ts';
import './seal.css';

const isEnd = ({ state }: SealingEvent) => !['opened', 'scanned', 'confirmed'].includes(state);

export function SealingPage() {
  const t = texts.useT();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { sealingId = '' } = useParams();
  const { last: event, connection } = useEvents(`/api/sealings/${encodeURIComponent(sealingId)}/events`, {
    isEnd,
    onEvent: ({ state }) => {
      if (state === 'sealed') void queryClient.invalidateQueries({ queryKey: documentsQuery.queryKey });
    },
  });
  const state = event?.state;

  const again = () => void navigate(event ? `/seal?document=${event.document.id}` : '/seal');
  if (connection === 'refused' && !event)
    return (
      <Frame title={t('scanTitle')}>
        <Problem problem={exchangeProblem('exchange/not-found')} onRetry={again} />
      </Frame>
    );
  if (event && state === 'sealed') return <Sealed event={event} />;
  return (
    <Frame title={t('scanTitle')}>
      <div className="sealing">
        <h1>{t('scanTitle')}</h1>
        <p className="frame-lead">
          {event ? t('scanLead', { name: event.document.name, page: event.placement.page }) : '\u00a0'}
        </p>
        {event?.problem ? (
          <Problem problem={event.problem} onRetry={again} />
        ) : (
          <div className="frame-card">
            <ScanPanel
              state={state === 'sealed' ? 'confirmed' : state}
              link={event?.link ?? null}
              typedCode={event?.typedCode}
              number={event?.number ?? null}
              broken={connection === 'broken'}
              onAgain={again}
            />
            {state === 'confirmed' && (
              <p className="sealing-note" role="status">
                {t('fetching')}
                <br />
                {t('keep')}
              </p>
            )}
          </div>
        )}
      </div>
    </Frame>
  );
}

function Sealed({ event }: { event: SealingEvent }) {
  const t = texts.useT();
  const id = event.sealedDocumentId ?? '';
  return (
    <Frame title={t('done')}>
      <div className="sealing frame-card sealing-done">
        <CheckMark />
        <h1>{t('done')}</h1>
        <p className="frame-lead">{t('doneLead', { name: event.document.name })}</p>
        <a className="frame-button frame-button-wide" href={`/api/documents/${id}/file`} download>
          {t('download')}
        </a>
        <Link className="frame-button frame-button-quiet frame-button-wide" to={`/seal?document=${id}`}>
          {t('again')}
        </Link>
        <Link className="sealing-link" to="/documents">
          {t('list')}
        </Link>
      </div>
    </Frame>
  );
}
