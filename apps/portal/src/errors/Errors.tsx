/**
 * Every error code with its meaning. `/errors?code=orders/not-found` is where redirects land that cannot go on:
 * it says what happened first. A hash (`#orders/not-found`) marks a line of the list.
 */
import { ERROR_STATUS, type ErrorCode, isErrorCode, problem } from '@qianyin/contract';
import { errorMessage, ProblemAlert, useLanguage } from '@qianyin/ui';
import { useEffect, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'react-router';
import { PublicPage } from '../shell/PublicPage.tsx';
import { texts } from './texts.ts';
import './errors.css';

const CODES = Object.keys(ERROR_STATUS) as ErrorCode[];

export function Errors() {
  const t = texts.useT();
  const { language } = useLanguage();
  const [wanted, setWanted] = useState('');
  const [query] = useSearchParams();
  const marked = decodeURIComponent(useLocation().hash.slice(1));
  const happened = query.get('code');

  // The list is drawn after the browser looked for the hash.
  useEffect(() => {
    document.getElementById(marked)?.scrollIntoView({ block: 'center' });
  }, [marked]);

  const rows = CODES.map((code) => ({ code, message: errorMessage(problem(code), language) }));
  const needle = wanted.trim().toLowerCase();
  const shown = rows.filter(({ code, message }) => `${code} ${message}`.toLowerCase().includes(needle));
  return (
    <PublicPage title={happened ? t('happened') : t('title')}>
      <div className="errors">
        {happened && (
          <section className="errors-happened">
            <h1>{t('happened')}</h1>
            <ProblemAlert problem={isErrorCode(happened) ? problem(happened) : new Error('unknown code')} />
            <Link to="/" className="shell-button">
              {t('home')}
            </Link>
          </section>
        )}
        {happened ? <h2>{t('title')}</h2> : <h1>{t('title')}</h1>}
        <p className="errors-lead">{t('lead')}</p>
        <input
          className="errors-search"
          type="search"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          placeholder={t('search')}
          aria-label={t('search')}
        />
        <table className="errors-table">
          <thead>
            <tr>
              <th scope="col">{t('code')}</th>
              <th scope="col">{t('message')}</th>
              <th scope="col">{t('status')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ code, message }) => (
              <tr key={code} id={code} className={code === marked ? 'errors-marked' : undefined}>
                <th scope="row" className="qy-code">
                  {code}
                </th>
                <td>{message}</td>
                <td>{ERROR_STATUS[code]}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className="errors-lead">{t('none')}</p>}
      </div>
    </PublicPage>
  );
}
