import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import type { QueueFilter } from '../lib/queue-groups.ts';
import { filterFrom } from '../lib/queue-groups.ts';
import { ConversationPage } from './conversation-page.tsx';
import { NothingOpen } from './nothing-open.tsx';
import { Shell } from './shell.tsx';

/** What of the queue is shown; absent for everything. */
interface ConsoleSearch {
  stage?: Exclude<QueueFilter, 'all'>;
}

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NothingOpen,
  validateSearch: ({ stage }: Record<string, unknown>): ConsoleSearch => {
    const filter = filterFrom(stage);
    return filter === 'all' ? {} : { stage: filter };
  },
});
const queueRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: NothingOpen });
const conversationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/handoffs/$handoffId',
  component: function ConversationRoute() {
    const { handoffId } = conversationRoute.useParams();
    return <ConversationPage key={handoffId} handoffId={handoffId} />;
  },
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([queueRoute, conversationRoute]),
  basepath: '/console',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
