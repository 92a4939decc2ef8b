/** How a failure looks, whoever's words it has: the message, the code small, a second try, other ways out. */
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language.ts';
import './problem-alert.css';

export interface ProblemBoxProps {
  message: string;
  code: string;
  /** Offers 重试. */
  onRetry?: (() => void) | undefined;
  /** Other ways out. */
  actions?: ReactNode;
}

export function ProblemBox({ message, code, onRetry, actions }: ProblemBoxProps) {
  const { language } = useLanguage();
  return (
    <div className="qy-problem" role="alert">
      <p className="qy-problem-message">{message}</p>
      <p className="qy-problem-code">
        {language === 'en' ? 'Code' : '代码'} {code}
      </p>
      {(onRetry || actions) && (
        <div className="qy-problem-actions">
          {onRetry && (
            <button type="button" className="qy-problem-retry" onClick={onRetry}>
              {language === 'en' ? 'Try again' : '重试'}
            </button>
          )}
          {actions}
        </div>
      )}
    </div>
  );
}
