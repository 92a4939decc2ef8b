/** A failure where it happened, in words: the phone's own refusals here, the service's by the shared messages. */
import { ProblemAlert, useLanguage } from '@qianyin/ui';
import type { ReactNode } from 'react';
import { texts } from '../app/texts.ts';
import { WalletError } from '../core/errors.ts';
import { walletMessage } from './wallet-messages.ts';

export interface TroubleProps {
  problem: unknown;
  onRetry?: () => void;
  actions?: ReactNode;
}

export function Trouble({ problem, onRetry, actions }: TroubleProps) {
  if (!(problem instanceof WalletError)) return <ProblemAlert problem={problem} onRetry={onRetry} actions={actions} />;
  return <OwnRefusal error={problem} onRetry={onRetry} actions={actions} />;
}

function OwnRefusal({ error, onRetry, actions }: Omit<TroubleProps, 'problem'> & { error: WalletError }) {
  const t = texts.useT();
  const { language } = useLanguage();
  return (
    <div className="qy-problem" role="alert">
      <p className="qy-problem-message">{walletMessage(error.code, language)}</p>
      <p className="qy-problem-code">
        {t('code')} {error.code}
        {error.field !== undefined && ` · ${error.field}`}
      </p>
      {(onRetry !== undefined || actions !== undefined) && (
        <div className="qy-problem-actions">
          {onRetry !== undefined && (
            <button type="button" className="qy-problem-retry" onClick={onRetry}>
              {t('retry')}
            </button>
          )}
          {actions}
        </div>
      )}
    </div>
  );
}
