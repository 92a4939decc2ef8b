/** A screen with a title and a way back; its primary action stands at the foot, where the thumb is. */
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { texts } from '../app/texts.ts';
import { Icon } from './Icon.tsx';

export interface ScreenProps {
  title: string;
  children: ReactNode;
  /** The primary action. */
  foot?: ReactNode;
  /** Where «back» leads; without it, to where one came from. */
  backTo?: string;
}

export function Screen({ title, children, foot, backTo }: ScreenProps) {
  const t = texts.useT();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const back = () => {
    // What one goes back to shows the present state, not what it was before.
    void queries.invalidateQueries();
    // The first page of a visit has nothing behind it in this app.
    if (backTo !== undefined) void navigate(backTo, { replace: true });
    else if (window.history.state?.idx > 0) void navigate(-1);
    else void navigate('/', { replace: true });
  };
  return (
    <>
      <header className="bar">
        <button type="button" className="bar-back" aria-label={t('back')} onClick={back}>
          <Icon name="back" />
        </button>
        <h1 className="bar-title">{title}</h1>
      </header>
      <main className="screen">{children}</main>
      {foot !== undefined && foot !== null && <footer className="foot">{foot}</footer>}
    </>
  );
}
