import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { LearningSearch } from '../features/learning/learning-search.ts';
import { learningSearchFrom } from '../features/learning/learning-search.ts';
import type { ReportSearch } from '../features/reports/report-search.ts';
import { reportSearchFrom } from '../features/reports/report-search.ts';
import type { SessionsSearch } from '../features/sessions/sessions-search.ts';
import { sessionsSearchFrom } from '../features/sessions/sessions-search.ts';
import type { SettingsSearch } from '../features/settings/settings-search.ts';
import { settingsSearchFrom } from '../features/settings/settings-search.ts';
import type { QueueSearch } from '../lib/queue-search.ts';
import { queueSearchFrom } from '../lib/queue-search.ts';
import { DeskPage } from './desk-page.tsx';
import { NothingOpen } from './nothing-open.tsx';
import { PageFailed, PageLoading, PageMissing } from './page-state.tsx';
import { Shell } from './shell.tsx';

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: PageMissing,
  // Of the root, so that the queue is found as it was left, wherever one has been.
  validateSearch: (search: Record<string, unknown>): QueueSearch => queueSearchFrom(search),
});
const deskRoute = createRoute({ getParentRoute: () => rootRoute, id: 'desk', component: DeskPage });
const queueRoute = createRoute({ getParentRoute: () => deskRoute, path: '/', component: NothingOpen });
const conversationRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/handoffs/$handoffId',
  // What one does with a conversation is half of all scripts, and the queue is to be there first.
  component: lazyRouteComponent(() => import('./pages/open-conversation-page.tsx'), 'OpenConversationPage'),
});
const sessionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sessions',
  validateSearch: (search: Record<string, unknown>): SessionsSearch => sessionsSearchFrom(search),
  component: lazyRouteComponent(() => import('./pages/sessions-page.tsx'), 'SessionsPage'),
});
const watchRoute = createRoute({
  getParentRoute: () => sessionsRoute,
  path: '$sessionId',
  component: lazyRouteComponent(() => import('./pages/watch-page.tsx'), 'WatchPage'),
});
const followUpsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/follow-ups',
  component: lazyRouteComponent(() => import('./pages/follow-ups-page.tsx'), 'FollowUpsPage'),
});
const supervisorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/supervisor',
  component: lazyRouteComponent(() => import('./pages/supervisor-page.tsx'), 'SupervisorPage'),
});
const reportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reports',
  validateSearch: (search: Record<string, unknown>): ReportSearch => reportSearchFrom(search),
  component: lazyRouteComponent(() => import('./pages/reports-page.tsx'), 'ReportsPage'),
});
const learningRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/learning',
  validateSearch: (search: Record<string, unknown>): LearningSearch => learningSearchFrom(search),
  component: lazyRouteComponent(() => import('./pages/learning-page.tsx'), 'LearningPage'),
});
const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  validateSearch: (search: Record<string, unknown>): SettingsSearch => settingsSearchFrom(search),
  component: lazyRouteComponent(() => import('./pages/settings-page.tsx'), 'SettingsPage'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    deskRoute.addChildren([queueRoute, conversationRoute]),
    sessionsRoute.addChildren([watchRoute]),
    followUpsRoute,
    supervisorRoute,
    reportsRoute,
    learningRoute,
    settingsRoute,
  ]),
  basepath: '/console',
  defaultPendingComponent: PageLoading,
  defaultErrorComponent: PageFailed,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
