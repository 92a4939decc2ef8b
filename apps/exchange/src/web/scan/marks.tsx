/** Signs of a scan's state, drawn here so that nothing is fetched. */
import type { ReactNode } from 'react';

function Sign({ tone, children }: { tone: 'waiting' | 'good' | 'bad'; children: ReactNode }) {
  return (
    <svg className={`scan-sign scan-sign-${tone}`} viewBox="0 0 96 96" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="3.5" strokeLinecap="round" strokeLinejoin="round">
        {children}
      </g>
    </svg>
  );
}

export function PhoneMark() {
  return (
    <Sign tone="waiting">
      <rect x="29" y="12" width="38" height="72" rx="6" />
      <path d="M43 74h10M39 42l7 7 12-14" />
    </Sign>
  );
}

export function CheckMark() {
  return (
    <Sign tone="good">
      <circle cx="48" cy="48" r="34" />
      <path d="M33 49l10 11 20-23" />
    </Sign>
  );
}

export function StopMark() {
  return (
    <Sign tone="bad">
      <circle cx="48" cy="48" r="34" />
      <path d="M48 30v22M48 63v2" />
    </Sign>
  );
}
