/** What the computer shows at each state of the scan. The box keeps its size, so nothing jumps. */
import type { ScanState } from '@qianyin/contract';
import { formatCode, QrCode } from '@qianyin/ui';
import { safeAddress } from './safeAddress.ts';
import { texts } from './texts.ts';
import type { InteractionProgress } from './useLoginInteraction.ts';

const QR_PIXELS = 264;

export interface QrPanelProps {
  platform: string;
  typedCode: string | undefined;
  progress: InteractionProgress | undefined;
  continueAt: string | undefined;
  onAgain: () => void;
}

export function QrPanel({ platform, typedCode, progress, continueAt, onAgain }: QrPanelProps) {
  const t = texts.useT();
  const state = progress?.state ?? 'opened';
  const waiting = state === 'opened';
  const link = waiting ? safeAddress(progress?.link, window.location.href) : undefined;
  const over = state === 'refused' || state === 'expired' || state === 'failed';
  return (
    <>
      <div className="scan-login-box">
        {link ? (
          <QrCode value={link} size={QR_PIXELS} label={t('qr')} />
        ) : waiting ? (
          <div className="scan-login-skeleton" role="status" aria-label={t('loading')} />
        ) : (
          <StatePicture state={state} />
        )}
      </div>
      <div className="scan-login-state" aria-live="polite">
        <p>{t(`states.${state}`, { platform })}</p>
        {(state !== 'confirmed' || continueAt) && <p className="scan-login-hint">{t(`hints.${state}`)}</p>}
      </div>
      {over && (
        <button type="button" className="shell-button scan-login-wide" onClick={onAgain}>
          {t('again')}
        </button>
      )}
      {state === 'confirmed' && continueAt && (
        <a className="shell-button scan-login-wide" href={continueAt}>
          {t('continue', { platform })}
        </a>
      )}
      {waiting && (
        <>
          <div className="scan-login-typed">
            <p>{t('typed')}</p>
            <p className="scan-login-digits">{typedCode ? formatCode(typedCode) : '···· ····'}</p>
          </div>
          <div className="scan-login-same">
            <span>{t('sameDevice')}</span>
            <a href={link} aria-disabled={!link}>
              {t('openWallet')}
            </a>
          </div>
        </>
      )}
    </>
  );
}

const PICTURES: Record<Exclude<ScanState, 'opened'>, { tone: string; path: string }> = {
  scanned: {
    tone: 'waiting',
    path: 'M34 14h28a4 4 0 0 1 4 4v60a4 4 0 0 1-4 4H34a4 4 0 0 1-4-4V18a4 4 0 0 1 4-4zM44 74h8',
  },
  confirmed: { tone: 'good', path: 'M48 14a34 34 0 1 0 0 68a34 34 0 1 0 0-68zM32 49l11 11 21-23' },
  refused: { tone: 'bad', path: 'M48 14a34 34 0 1 0 0 68a34 34 0 1 0 0-68zM36 36l24 24M60 36L36 60' },
  expired: { tone: 'waiting', path: 'M48 14a34 34 0 1 0 0 68a34 34 0 1 0 0-68zM48 28v20l13 8' },
  failed: { tone: 'bad', path: 'M48 14a34 34 0 1 0 0 68a34 34 0 1 0 0-68zM48 30v22M48 62v3' },
};

function StatePicture({ state }: { state: Exclude<ScanState, 'opened'> }) {
  const { tone, path } = PICTURES[state];
  return (
    <svg className={`scan-login-picture scan-login-${tone}`} viewBox="0 0 96 96" aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
