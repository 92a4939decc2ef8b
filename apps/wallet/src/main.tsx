/** The wallet 标证通: one phone-wide column, served under `/wallet/`. */
import { initUi } from '@qianyin/ui';
import { QianyinMobile } from '@qianyin/ui/mobile';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { browserPhone } from './app/browser-phone.ts';
import { Crash } from './app/Crash.tsx';
import { queryClient } from './app/query-client.ts';
import { makeRouter } from './app/routes.tsx';
import './app/app.css';

initUi();
const root = createRoot(document.getElementById('root')!);

/** The phone is opened before the first screen: whether somebody is logged in decides which one it is. */
browserPhone.open().then(
  () =>
    root.render(
      <StrictMode>
        <QueryClientProvider client={queryClient}>
          <QianyinMobile>
            <RouterProvider router={makeRouter()} />
          </QianyinMobile>
        </QueryClientProvider>
      </StrictMode>,
    ),
  // No storage (private window, blocked site data): without it a certificate would be lost with the page.
  (error: unknown) => root.render(<Crash problem={error} />),
);
