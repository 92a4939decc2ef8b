/** The browser tab's title: the page, then the house. */
import { useEffect } from 'react';
import { texts } from './texts.ts';

export function useTitle(title: string): void {
  const t = texts.useT();
  const name = t('name');
  useEffect(() => {
    document.title = title === name ? name : `${title} · ${name}`;
  }, [title, name]);
}
