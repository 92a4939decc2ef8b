/** Bringing a request to the phone: camera, picture, pasted picture, typed code, or the link opened on this phone. */
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { Skeleton } from 'antd-mobile';
import { Screen } from '../../parts/Screen.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { Camera } from './Camera.tsx';
import { Picture } from './Picture.tsx';
import { texts } from './texts.ts';
import { TypedCode } from './TypedCode.tsx';
import { useClaim } from './use-claim.ts';
import './scan.css';

export function ScanScreen() {
  const t = texts.useT();
  const [search, setSearch] = useSearchParams();
  const link = search.get('link');
  const claim = useClaim();
  const begun = useRef<string>(undefined);
  useEffect(() => {
    // Once per link: effects run twice in development, and a code is good for one claim.
    if (link === null || begun.current === link) return;
    begun.current = link;
    claim.byLink(link, { sameDevice: true });
  });
  const again = () => {
    claim.reset();
    setSearch({}, { replace: true });
  };
  const waiting = claim.pending || (link !== null && claim.problem === null);
  return (
    <Screen title={t('title')} backTo="/">
      {waiting && (
        <div role="status" aria-label={t('claiming')}>
          <p className="lead">{t('claiming')}</p>
          <Skeleton.Title animated />
          <Skeleton.Paragraph lineCount={4} animated />
        </div>
      )}
      {claim.problem !== null && (
        <Trouble
          problem={claim.problem}
          actions={
            <button type="button" className="qy-problem-retry" onClick={again}>
              {t('scanAgain')}
            </button>
          }
        />
      )}
      {!waiting && claim.problem === null && link === null && (
        <>
          <Camera onText={(text) => claim.byLink(text)} />
          <Picture onText={(text) => claim.byLink(text)} />
        </>
      )}
      {!waiting && link === null && <TypedCode onCode={claim.byTypedCode} />}
    </Screen>
  );
}
