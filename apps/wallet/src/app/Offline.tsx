/** One line when the phone has no network: what is on the screen may be old, and nothing can be sent. */
import { useSyncExternalStore } from 'react';
import { texts } from './texts.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

export function Offline() {
  const t = texts.useT();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (online) return null;
  return (
    <p className="offline" role="status">
      {t('offline')}
    </p>
  );
}
