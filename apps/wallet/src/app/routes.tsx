/** Every address of the wallet. What the first screens need is in the first load; the rest comes when it is visited. */
import { createBrowserRouter, Navigate } from 'react-router';
import { HomeScreen } from '../screens/home/HomeScreen.tsx';
import { LoginScreen } from '../screens/login/LoginScreen.tsx';
import { Crash } from './Crash.tsx';
import { Frame, LoggedIn, Proved, Tabs } from './Frame.tsx';
import { Loading } from './Loading.tsx';
import { NotFound } from './NotFound.tsx';

export function makeRouter() {
  return createBrowserRouter(
    [
      {
        Component: Frame,
        ErrorBoundary: Crash,
        HydrateFallback: Loading,
        children: [
          { path: 'login', Component: LoginScreen },
          {
            Component: LoggedIn,
            children: [
              {
                Component: Tabs,
                children: [
                  { index: true, Component: HomeScreen },
                  {
                    path: 'mine',
                    lazy: async () => ({ Component: (await import('../screens/mine/MineScreen.tsx')).MineScreen }),
                  },
                ],
              },
              {
                path: 'prove-identity',
                lazy: async () => ({
                  Component: (await import('../screens/proofing/ProofingScreen.tsx')).ProofingScreen,
                }),
              },
              { Component: Proved, children: provedRoutes() },
            ],
          },
          { path: 'index.html', element: <Navigate to="/" replace /> },
          { path: '*', Component: NotFound },
        ],
      },
    ],
    // With the slash: without it the home would lie outside the service worker's scope.
    { basename: '/wallet/' },
  );
}

/** Nothing of this opens before identity proofing. */
function provedRoutes() {
  return [
    {
      path: 'enterprises',
      lazy: async () => ({ Component: (await import('../screens/claim/SearchScreen.tsx')).SearchScreen }),
    },
    {
      path: 'claim',
      lazy: async () => ({ Component: (await import('../screens/claim/ClaimScreen.tsx')).ClaimScreen }),
    },
    {
      path: 'orders',
      lazy: async () => ({ Component: (await import('../screens/orders/OrdersScreen.tsx')).OrdersScreen }),
    },
    {
      path: 'orders/:orderId',
      lazy: async () => ({ Component: (await import('../screens/orders/OrderScreen.tsx')).OrderScreen }),
    },
    {
      path: 'orders/:orderId/form',
      lazy: async () => ({ Component: (await import('../screens/claim/EditClaimScreen.tsx')).EditClaimScreen }),
    },
    {
      path: 'orders/:orderId/materials',
      lazy: async () => ({ Component: (await import('../screens/materials/MaterialsScreen.tsx')).MaterialsScreen }),
    },
    {
      path: 'orders/:orderId/payment',
      lazy: async () => ({ Component: (await import('../screens/payment/PaymentScreen.tsx')).PaymentScreen }),
    },
    {
      path: 'orders/:orderId/certificate',
      lazy: async () => ({ Component: (await import('../screens/obtain/ObtainScreen.tsx')).ObtainScreen }),
    },
    {
      path: 'certificates/:certificateId',
      lazy: async () => ({
        Component: (await import('../screens/certificate/CertificateScreen.tsx')).CertificateScreen,
      }),
    },
    {
      path: 'seals',
      lazy: async () => ({ Component: (await import('../screens/seals/SealsScreen.tsx')).SealsScreen }),
    },
    {
      path: 'platforms',
      lazy: async () => ({ Component: (await import('../screens/platforms/PlatformsScreen.tsx')).PlatformsScreen }),
    },
    { path: 'scan', lazy: async () => ({ Component: (await import('../screens/scan/ScanScreen.tsx')).ScanScreen }) },
    {
      path: 'scan/:scanId',
      lazy: async () => ({ Component: (await import('../screens/scan/RequestScreen.tsx')).RequestScreen }),
    },
  ];
}
