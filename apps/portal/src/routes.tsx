/** Every address of the portal; each group is loaded when it is visited. */
import { createBrowserRouter, Navigate } from 'react-router';
import { Crash } from './shell/Crash.tsx';
import { Loading } from './shell/Loading.tsx';
import { NotFound } from './shell/NotFound.tsx';

export const router = createBrowserRouter([
  {
    ErrorBoundary: Crash,
    HydrateFallback: Loading,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./applicants/Landing.tsx')).Landing }) },
      { path: 'outbox', lazy: async () => ({ Component: (await import('./outbox/Outbox.tsx')).Outbox }) },
      {
        path: 'scan-login/:uid',
        lazy: async () => ({ Component: (await import('./scan-login/ScanLogin.tsx')).ScanLogin }),
      },
      { path: 'errors', lazy: async () => ({ Component: (await import('./errors/Errors.tsx')).Errors }) },
      {
        path: 'desk',
        lazy: async () => ({ Component: (await import('./staff/StaffRoot.tsx')).StaffRoot }),
        children: [
          { path: 'login', lazy: async () => ({ Component: (await import('./staff/session/Login.tsx')).Login }) },
          {
            lazy: async () => ({ Component: (await import('./staff/Desk.tsx')).Desk }),
            children: [
              { index: true, lazy: async () => ({ Component: (await import('./staff/DeskHome.tsx')).DeskHome }) },
              { path: ':queue', lazy: async () => ({ Component: (await import('./staff/queue/Queue.tsx')).Queue }) },
              {
                path: ':queue/:orderId',
                lazy: async () => ({ Component: (await import('./staff/review/ReviewPage.tsx')).ReviewPage }),
              },
            ],
          },
        ],
      },
      { path: 'index.html', element: <Navigate to="/" replace /> },
      { path: '*', Component: NotFound },
    ],
  },
]);
