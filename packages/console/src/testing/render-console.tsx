import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { RouterProvider, createMemoryHistory, createRootRoute, createRouter } from '@tanstack/react-router';
import type { RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { OperatorContext } from '../lib/operator.ts';

export const DANA = { id: 'dana', name: 'Dana', actAs: { operator: { id: 'dana', name: 'Dana' } } };

/** Renders a part of the console as Dana sees it. */
export function renderConsole(part: ReactNode): RenderResult & { cache: QueryClient } {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const result = render(
    <QueryClientProvider client={cache}>
      <OperatorContext value={DANA}>{part}</OperatorContext>
    </QueryClientProvider>,
  );
  return { ...result, cache };
}

/** The same for a part that leads to other pages; it is there once it is waited for. */
export function renderPage(part: ReactNode): RenderResult & { cache: QueryClient } {
  const router = createRouter({
    routeTree: createRootRoute({ component: () => part, notFoundComponent: () => part }),
    history: createMemoryHistory(),
  });
  return renderConsole(<RouterProvider router={router as never} />);
}
