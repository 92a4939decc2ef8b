/** A failure where it happened, in the shared words: what is wrong and what to do. */
import { useLanguage } from '../i18n/language.ts';
import { codeOf, errorMessage } from './errorMessage.ts';
import { ProblemBox, type ProblemBoxProps } from './ProblemBox.tsx';

export interface ProblemAlertProps extends Pick<ProblemBoxProps, 'onRetry' | 'actions'> {
  /** What a call rejected with: a ProblemError, a Problem, or anything else. Null shows nothing. */
  problem: unknown;
}

export function ProblemAlert({ problem, ...ways }: ProblemAlertProps) {
  const { language } = useLanguage();
  if (problem === null || problem === undefined) return null;
  return <ProblemBox message={errorMessage(problem, language)} code={codeOf(problem)} {...ways} />;
}
