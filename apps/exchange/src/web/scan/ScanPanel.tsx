/** What the computer shows while a phone is asked: QR and digits, the number to choose, the end. Nothing jumps. */
import { formatCode, QrCode } from '@qianyin/ui';
import { CheckMark, PhoneMark, StopMark } from './marks.tsx';
import { texts } from './texts.ts';
import './scan.css';

export interface ScanPanelProps {
  /** Undefined while the session is being opened. */
  state: 'opened' | 'scanned' | 'confirmed' | 'refused' | 'expired' | 'failed' | undefined;
  link: string | null;
  typedCode: string | undefined;
  /** For documents: must be chosen on the phone. */
  number?: string | null;
  broken: boolean;
  onAgain: () => void;
}

const HINTS = {
  opened: 'openHint',
  scanned: 'scannedHint',
  refused: 'refusedHint',
  expired: 'expiredHint',
  failed: 'failedHint',
} as const;
const TITLES = { ...HINTS, opened: 'open', scanned: 'scanned', confirmed: 'confirmed' } as const;

export function ScanPanel({ state, link, typedCode, number = null, broken, onAgain }: ScanPanelProps) {
  const t = texts.useT();
  const waiting = state === undefined || state === 'opened';
  const over = state === 'refused' || state === 'expired' || state === 'failed';
  return (
    <div className="scan" data-state={state}>
      {waiting && <SameDevice link={link} />}
      <div className="scan-box" aria-busy={state === undefined}>
        {waiting && link !== null && <QrCode value={link} size={224} label={t('qr')} />}
        {waiting && link === null && <div className="scan-skeleton" role="status" aria-label={t('preparing')} />}
        {state === 'scanned' && (number === null ? <PhoneMark /> : <strong className="scan-number">{number}</strong>)}
        {state === 'confirmed' && <CheckMark />}
        {over && <StopMark />}
      </div>
      <div className="scan-words" aria-live="polite">
        <p className="scan-title">{t(state === 'scanned' && number !== null ? 'number' : titleOf(state))}</p>
        {state !== 'confirmed' && <p className="scan-hint">{t(HINTS[state ?? 'opened'])}</p>}
      </div>
      {waiting && (
        <p className="scan-typed">
          {t('typed')}
          <output className="scan-digits">{typedCode ? formatCode(typedCode) : '···· ····'}</output>
        </p>
      )}
      {over && (
        <button type="button" className="frame-button frame-button-wide" onClick={onAgain}>
          {t('again')}
        </button>
      )}
      {broken && !over && (
        <p className="scan-broken" role="status">
          {t('broken')}
        </p>
      )}
    </div>
  );
}

/** On the phone that shows this page the wallet is opened here; elsewhere it is a quiet link beneath. */
function SameDevice({ link }: { link: string | null }) {
  const t = texts.useT();
  return (
    <div className="scan-same">
      <a href={link ?? undefined} aria-disabled={link === null} {...targetOf()}>
        {t('thisDevice')}
      </a>
      <span>{t('otherDevice')}</span>
    </div>
  );
}

/** A phone goes there and is sent back; on a computer this page must stay to see the outcome. */
function targetOf() {
  const phone = window.matchMedia('(max-width: 760px)').matches;
  return phone ? {} : { target: '_blank', rel: 'noopener' };
}

function titleOf(state: ScanPanelProps['state']) {
  if (state === 'refused' || state === 'expired' || state === 'failed') return state;
  return TITLES[state ?? 'opened'];
}
