/** What the search found: claimed ones say so, unclaimed ones can be claimed. */
import type { EnterpriseMatch } from '@qianyin/contract';
import { formatCode } from '@qianyin/ui';
import { Button } from 'antd-mobile';
import { texts } from './texts.ts';

export interface MatchesProps {
  query: string;
  matches: EnterpriseMatch[];
  onClaim: (match: { name: string; uscc: string }) => void;
  onClaimTyped: () => void;
}

export function Matches({ query, matches, onClaim, onClaimTyped }: MatchesProps) {
  const t = texts.useT();
  if (matches.length === 0) {
    return (
      <section className="card claim-none" role="status">
        <h2>{t('none', { query })}</h2>
        <p className="lead">{t('noneLead')}</p>
        <Button block color="primary" size="large" onClick={onClaimTyped}>
          {t('claimNew')}
        </Button>
      </section>
    );
  }
  // An exact hit leaves no doubt; otherwise the enterprise may be one that is not registered.
  const exact = matches.some(({ name, uscc }) => name === query || uscc === query.toUpperCase());
  return (
    <section className="stack claim-matches">
      {matches.map(({ name, uscc, registered }) => (
        <article key={uscc} className="card claim-match">
          <h2>{name}</h2>
          <p className="qy-code">{formatCode(uscc)}</p>
          <span className={`mark-tag ${registered ? 'mark-tag-wait' : 'mark-tag-ok'}`}>
            {t(registered ? 'registered' : 'unclaimed')}
          </span>
          {registered ? (
            <p className="row-note">{t('registeredLead')}</p>
          ) : (
            <Button block color="primary" onClick={() => onClaim({ name, uscc })}>
              {t('claimThis')}
            </Button>
          )}
        </article>
      ))}
      {!exact && (
        <button type="button" className="text-link" onClick={onClaimTyped}>
          {t('others')}
        </button>
      )}
    </section>
  );
}
