/** The on-screen SMS outbox of a local installation: newest message first, its code large. */
import { codeOf, ProblemAlert, useNow } from '@qianyin/ui';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { PublicPage } from '../shell/PublicPage.tsx';
import { Message } from './Message.tsx';
import { texts } from './texts.ts';
import './outbox.css';

const REFRESH_MS = 2_000;

export function Outbox() {
  const t = texts.useT();
  const now = useNow(REFRESH_MS);
  const outbox = useQuery(
    api.accounts.listOutboxMessages.queryOptions({
      refetchInterval: (query) => (query.state.error ? false : REFRESH_MS),
    }),
  );
  const closed = outbox.isError && codeOf(outbox.error) === 'accounts/outbox-closed';
  const messages = outbox.data?.messages.toSorted((a, b) => b.at.localeCompare(a.at));
  return (
    <PublicPage title={t('title')}>
      <div className="outbox">
        <h1>
          {t('title')} {!closed && <span className="outbox-badge">{t('badge')}</span>}
        </h1>
        {!closed && <p className="outbox-what">{t('what')}</p>}
        {outbox.isError && (
          <ProblemAlert problem={outbox.error} onRetry={closed ? undefined : () => void outbox.refetch()} />
        )}
        {outbox.isPending && <div className="outbox-skeleton" role="status" aria-label={t('loading')} />}
        {messages?.length === 0 && (
          <div className="outbox-empty">
            <p>{t('empty')}</p>
            <p className="outbox-what">{t('emptyHint')}</p>
            <a className="shell-button" href="/wallet/">
              {t('openWallet')}
            </a>
          </div>
        )}
        {messages && messages.length > 0 && (
          <>
            <ul className="outbox-list" aria-live="polite">
              {messages.map((message, index) => (
                <Message key={message.id} message={message} now={now} newest={index === 0} />
              ))}
            </ul>
            <p className="outbox-live">{t('live')}</p>
          </>
        )}
      </div>
    </PublicPage>
  );
}
