import './styles.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { IdentityGate } from '../features/identity/identity-gate.tsx';
import { applyTheme } from '../lib/theme.ts';
import { language } from '../lib/messages.ts';
import { Live } from './live.tsx';
import { createQueryClient } from './query-client.ts';
import { router } from './router.tsx';

document.documentElement.lang = language;
applyTheme();
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <IdentityGate>
        <Live>
          <RouterProvider router={router} />
        </Live>
      </IdentityGate>
    </QueryClientProvider>
  </StrictMode>,
);
