/** Every address of the exchange; each page is loaded when it is visited. */
import { createBrowserRouter } from 'react-router';
import { RequireSession } from './shell/RequireSession.tsx';
import { Crash, Loading, NotFound } from './shell/Sorry.tsx';

export const router = createBrowserRouter([
  {
    ErrorBoundary: Crash,
    HydrateFallback: Loading,
    children: [
      { path: 'login', lazy: async () => ({ Component: (await import('./login/Login.tsx')).Login }) },
      { path: 'verify', lazy: async () => ({ Component: (await import('./verify/Verify.tsx')).Verify }) },
      {
        Component: RequireSession,
        children: [
          { index: true, lazy: async () => ({ Component: (await import('./home/Home.tsx')).Home }) },
          { path: 'seal', lazy: async () => ({ Component: (await import('./seal/Seal.tsx')).Seal }) },
          {
            path: 'seal/:sealingId',
            lazy: async () => ({ Component: (await import('./seal/SealingPage.tsx')).SealingPage }),
          },
          {
            path: 'documents',
            lazy: async () => ({ Component: (await import('./documents/Documents.tsx')).Documents }),
          },
        ],
      },
      { path: '*', Component: NotFound },
    ],
  },
]);
