/** Server-sent events as state. The browser reconnects a broken stream by itself; a refused one is given up. */
import { useEffect, useEffectEvent, useState } from 'react';

export interface Events<T> {
  last: T | undefined;
  /** `broken`: reconnecting. `refused`: the server will not have it. */
  connection: 'connecting' | 'open' | 'broken' | 'refused';
}

interface Following<T> {
  /** Tells the event after which no more will come; a function that stays the same. */
  isEnd: (event: T) => boolean;
  onEvent?: (event: T) => void;
}

/** Follows an address, or nothing when it is null. */
export function useEvents<T>(address: string | null, { isEnd, onEvent }: Following<T>): Events<T> {
  const [state, setState] = useState<Events<T> & { address: string | null }>(() => fresh(address));
  if (state.address !== address) setState(fresh(address));

  const take = useEffectEvent((event: T) => onEvent?.(event));
  useEffect(() => {
    if (address === null) return;
    const source = new EventSource(address);
    const update = (change: Partial<Events<T>>) =>
      setState((now) => (now.address === address ? { ...now, ...change } : now));
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as T;
      update({ last: event, connection: 'open' });
      // Otherwise the browser would connect again to what has ended.
      if (isEnd(event)) source.close();
      take(event);
    });
    source.addEventListener('error', () =>
      update({ connection: source.readyState === EventSource.CLOSED ? 'refused' : 'broken' }),
    );
    return () => source.close();
  }, [address, isEnd]);
  return state;
}

function fresh<T>(address: string | null): Events<T> & { address: string | null } {
  return { address, last: undefined, connection: 'connecting' };
}
