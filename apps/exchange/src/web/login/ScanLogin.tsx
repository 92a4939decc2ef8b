/** Login by scanning: the session is opened with the page, and finished when the phone has confirmed. */
import { ScanPanel } from '../scan/ScanPanel.tsx';
import { Problem } from '../shell/Problem.tsx';
import { useScanLogin } from './useScanLogin.ts';

export function ScanLogin() {
  const { event, connection, problem, again } = useScanLogin();
  if (problem) return <Problem problem={problem} onRetry={again} />;
  return (
    <ScanPanel
      state={connection === 'refused' ? 'expired' : event?.state}
      link={event?.link ?? null}
      typedCode={event?.typedCode}
      broken={connection === 'broken'}
      onAgain={again}
    />
  );
}
