/** The exchange's pages, one build served under `/`. */
import { initUi } from '@qianyin/ui';
import { QianyinAntd } from '@qianyin/ui/antd';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { queryClient } from './api/session.ts';
import { router } from './routes.tsx';

initUi();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <QianyinAntd>
        <RouterProvider router={router} />
      </QianyinAntd>
    </QueryClientProvider>
  </StrictMode>,
);
