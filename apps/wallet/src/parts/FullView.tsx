/** Something to look at over the whole screen, with one way out: a modal dialog of the browser, which keeps the focus. */
import { type ReactNode, useEffect, useRef } from 'react';
import { texts } from '../app/texts.ts';
import { Icon } from './Icon.tsx';
import './full-view.css';

export function FullView({ title, children, onClose }: { title: string; children: ReactNode; onClose: () => void }) {
  const t = texts.useT();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="full-view" aria-label={title} onClose={onClose}>
      <header className="bar">
        <span />
        <h2 className="bar-title">{title}</h2>
        <button type="button" className="bar-back" aria-label={t('close')} onClick={() => dialog.current?.close()}>
          <Icon name="cross" />
        </button>
      </header>
      <div className="full-view-body">{children}</div>
    </dialog>
  );
}
