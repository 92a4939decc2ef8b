/** A failure where it happened: what is wrong and what to do, the code small, and a second try where one makes sense. */
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language.ts';
import { codeOf, errorMessage } from './errorMessage.ts';
import './problem-alert.css';

export interface ProblemAlertProps {
  /** What a call rejected with: a ProblemError, a Problem, or anything else. Null shows nothing. */
  problem: unknown;
  /** Offers 重试. */
  onRetry?: () => void;
  /** Other ways out. */
  actions?: ReactNode;
}

export function ProblemAlert({ problem, onRetry, actions }: ProblemAlertProps) {
  const { language } = useLanguage();
  if (problem === null || problem === undefined) return null;
  return (
    <div className="qy-problem" role="alert">
      <p className="qy-problem-message">{errorMessage(problem, language)}</p>
      <p className="qy-problem-code">
        {language === 'en' ? 'Code' : '代码'} {codeOf(problem)}
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
