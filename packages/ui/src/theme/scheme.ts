/** Light or dark: follows the system. */
import { useSyncExternalStore } from 'react';

export type Scheme = 'light' | 'dark';

const query = () => window.matchMedia('(prefers-color-scheme: dark)');

export function currentScheme(): Scheme {
  return query().matches ? 'dark' : 'light';
}

/** Calls back when the system changes; answers how to stop. */
export function onSchemeChange(listener: () => void): () => void {
  const media = query();
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

export function useScheme(): Scheme {
  return useSyncExternalStore(onSchemeChange, currentScheme);
}
