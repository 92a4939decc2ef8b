/** Search an enterprise by name or uscc; whoever is not registered can be claimed. */
import { isUscc } from '@qianyin/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd-mobile';
import { type SyntheticEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../app/api.ts';
import { Field } from '../../parts/Field.tsx';
import { PathSteps } from '../../parts/PathSteps.tsx';
import { Screen } from '../../parts/Screen.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { Matches } from './Matches.tsx';
import { texts } from './texts.ts';
import './claim.css';

export function SearchScreen() {
  const t = texts.useT();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [query, setQuery] = useState('');
  const [short, setShort] = useState(false);
  const found = useQuery(
    api().enterprises.searchEnterprises.queryOptions({ input: { query }, enabled: query !== '', staleTime: 0 }),
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const text = typed.trim();
    setShort(text.length < 2);
    if (text.length >= 2) setQuery(text);
  };
  const claim = (what: { name?: string; uscc?: string }) =>
    void navigate(`/claim?${new URLSearchParams(what).toString()}`);
  /** What was typed goes into the right field of the form. */
  const claimTyped = () => {
    const upper = query.toUpperCase();
    if (isUscc(upper)) return claim({ uscc: upper });
    return claim({ name: query });
  };
  return (
    <Screen title={t('searchTitle')} backTo="/">
      <PathSteps done={1} />
      <p className="lead claim-lead">{t('searchLead')}</p>
      <form onSubmit={submit} className="claim-search">
        <Field
          label={t('searchLabel')}
          value={typed}
          onValue={setTyped}
          error={short ? t('searchShort') : undefined}
          enterKeyHint="search"
          maxLength={100}
        />
        <Button block color="primary" size="large" type="submit" loading={found.isFetching}>
          {t('search')}
        </Button>
      </form>
      <Trouble problem={found.error} onRetry={() => void found.refetch()} />
      {found.isFetching && found.data === undefined && <Skeleton animated className="claim-skeleton" />}
      {found.data !== undefined && (
        <Matches query={query} matches={found.data.matches} onClaim={claim} onClaimTyped={claimTyped} />
      )}
    </Screen>
  );
}
