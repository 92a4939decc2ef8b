/** While the first part of the application arrives. */
import { texts } from './texts.ts';
import './shell.css';

export function Loading() {
  const t = texts.useT();
  return <div className="shell-loading" role="status" aria-label={t('loading')} />;
}
