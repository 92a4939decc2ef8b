/** A failure where it happened: the exchange's own codes in its own words, the service's in the shared ones. */
import { formatCode, ProblemAlert, useLanguage } from '@qianyin/ui';
import type { ReactNode } from 'react';
import { type ExchangeProblem, isExchangeCode } from '../../shared/errors.ts';
import { ExchangeError } from '../api/call.ts';
import { problemTexts, type ShortCode } from './problemTexts.ts';

export interface ProblemProps {
  /** An ExchangeError, an ExchangeProblem, or anything else a call rejected with. Null shows nothing. */
  problem: unknown;
  onRetry?: (() => void) | undefined;
  actions?: ReactNode;
}

export function Problem({ problem, onRetry, actions }: ProblemProps) {
  const t = problemTexts.useT();
  const { language } = useLanguage();
  const value = problem instanceof ExchangeError ? problem.problem : problem;
  if (!isOwnProblem(value)) return <ProblemAlert problem={value} {...(onRetry ? { onRetry } : {})} actions={actions} />;
  return (
    <div className="qy-problem" role="alert">
      <p className="qy-problem-message">{t(value.code.slice('exchange/'.length) as ShortCode, legible(value.data))}</p>
      <p className="qy-problem-code">
        {language === 'en' ? 'Code' : '代码'} {value.code}
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

function legible(data: ExchangeProblem['data'] = {}) {
  return typeof data.uscc === 'string' ? { ...data, uscc: formatCode(data.uscc) } : data;
}

function isOwnProblem(value: unknown): value is ExchangeProblem {
  return typeof value === 'object' && value !== null && 'code' in value && isExchangeCode(value.code);
}
