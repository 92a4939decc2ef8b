/** A failure where it happened: the exchange's own codes in its own words, the service's in the shared ones. */
import { formatCode, ProblemAlert, ProblemBox } from '@qianyin/ui';
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

export function Problem({ problem, ...ways }: ProblemProps) {
  const t = problemTexts.useT();
  const value = problem instanceof ExchangeError ? problem.problem : problem;
  if (!isOwnProblem(value)) return <ProblemAlert problem={value} {...ways} />;
  const message = t(value.code.slice('exchange/'.length) as ShortCode, legible(value.data));
  return <ProblemBox message={message} code={value.code} {...ways} />;
}

function legible(data: ExchangeProblem['data'] = {}) {
  return typeof data.uscc === 'string' ? { ...data, uscc: formatCode(data.uscc) } : data;
}

function isOwnProblem(value: unknown): value is ExchangeProblem {
  return typeof value === 'object' && value !== null && 'code' in value && isExchangeCode(value.code);
}
