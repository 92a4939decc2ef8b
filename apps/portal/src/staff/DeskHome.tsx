/** `/desk`: straight to the operator's first queue. */
import { Navigate } from 'react-router';
import { useOperator } from './Desk.tsx';
import { queuesOf } from './session/session.ts';
import { texts } from './texts.ts';

export function DeskHome() {
  const t = texts.useT();
  const [queue] = queuesOf(useOperator());
  return queue ? <Navigate to={`/desk/${queue}`} replace /> : <p className="desk-alone">{t('noRole')}</p>;
}
