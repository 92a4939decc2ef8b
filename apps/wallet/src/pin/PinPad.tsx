/**
 * The wallet's own PIN pad: six dots, ten digits. Not the system keyboard, which may learn, suggest or upload what is
 * typed. A physical keyboard works too. The digits live in this component and go out once, when there are six.
 */
import { type ReactNode, useEffect, useState } from 'react';
import { PIN_LENGTH } from '../core/pin.ts';
import { Icon } from '../parts/Icon.tsx';
import { texts } from './texts.ts';
import './pin.css';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export interface PinPadProps {
  title: string;
  children?: ReactNode;
  /** What was wrong with the last one. */
  problem?: string | undefined;
  busy?: boolean;
  onPin: (pin: string) => void;
}

export function PinPad({ title, children, problem, busy = false, onPin }: PinPadProps) {
  const t = texts.useT();
  const [digits, setDigits] = useState('');
  const press = (digit: string) => {
    if (busy || digits.length >= PIN_LENGTH) return;
    const next = digits + digit;
    setDigits(next.length === PIN_LENGTH ? '' : next);
    if (next.length === PIN_LENGTH) onPin(next);
  };
  const erase = () => setDigits((old) => old.slice(0, -1));

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (/^\d$/.test(event.key)) press(event.key);
      if (event.key === 'Backspace') erase();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });

  const shown = busy ? PIN_LENGTH : digits.length;
  return (
    <section className="pin" aria-label={title} aria-busy={busy}>
      <h2 className="pin-title">{title}</h2>
      {children !== undefined && <div className="pin-words">{children}</div>}
      <div
        className={busy ? 'pin-dots pin-dots-busy' : 'pin-dots'}
        role="img"
        aria-label={t('entered', { count: shown })}
      >
        {Array.from({ length: PIN_LENGTH }, (_, index) => (
          <span key={index} className={index < shown ? 'pin-dot pin-dot-full' : 'pin-dot'} />
        ))}
      </div>
      <p className="pin-problem" role="alert">
        {digits === '' && problem}
      </p>
      <div className="pin-keys" role="group" aria-label={t('pad')}>
        {KEYS.map((digit) => (
          <PinKey key={digit} digit={digit} disabled={busy} onPress={press} />
        ))}
        <span />
        <PinKey digit="0" disabled={busy} onPress={press} />
        <button type="button" className="pin-key" aria-label={t('erase')} disabled={busy} onClick={erase}>
          <Icon name="erase" size={28} />
        </button>
      </div>
    </section>
  );
}

function PinKey({ digit, disabled, onPress }: { digit: string; disabled: boolean; onPress: (digit: string) => void }) {
  return (
    <button type="button" className="pin-key" disabled={disabled} onClick={() => onPress(digit)}>
      {digit}
    </button>
  );
}
