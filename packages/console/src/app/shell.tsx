import { Outlet, useLocation, useMatches } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Suspense, lazy, useState } from 'react';
import { Announcer } from '../components/announcer.tsx';
import { BatonMark } from '../components/baton-mark.tsx';
import { AlertToasts } from '../features/alerts/alert-toasts.tsx';
import { AccountMenu } from '../features/identity/account-menu.tsx';
import { PageTitle } from '../features/navigation/page-title.tsx';
import { Rail } from '../features/navigation/rail.tsx';
import { BellButton } from '../features/offer/bell-button.tsx';
import { OfferList } from '../features/offer/offer-list.tsx';
import { PresenceSwitch } from '../features/presence/presence-switch.tsx';
import { usePresence } from '../features/presence/use-presence.ts';
import { ShortcutsDialog } from '../features/shortcuts/shortcuts-dialog.tsx';
import { useDeskCounts } from '../lib/desk-counts.ts';
import { isLead, useStanding } from '../lib/lead.ts';
import { messages } from '../lib/messages.ts';
import { useOperator } from '../lib/operator.ts';
import { pageAt, pagesFor } from '../lib/pages.ts';
import { useShortcut } from '../lib/shortcuts.ts';
import { useWide } from '../lib/use-wide.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { NewsBell } from './news-bell.tsx';
import { PageKeys } from './page-keys.tsx';
import { Palette } from './palette.tsx';
import { usePreloadedConversations } from './use-preloaded-conversations.ts';
import { useQueueSearch } from './use-queue-search.ts';
import { useRouteFocus } from './use-route-focus.ts';

/** With its menu it is a tenth of what a first load may bring, and a wide screen has no use for it. */
const PhoneBar = lazy(async () => ({
  default: (await import('../features/navigation/phone-bar.tsx')).PhoneBar,
}));

/** What stands around every page: the way around, offers and alerts, and what belongs to whoever sits here. */
export function Shell() {
  const wide = useWide();
  const lead = isLead(useStanding());
  const page = pageAt(useLocation().pathname);
  const counts = useDeskCounts();
  const queueSearch = useQueueSearch();
  const matched = useMatches({ select: (matches) => matches.map(({ routeId }) => routeId) });
  const onDesk = matched.includes('/desk');
  // On a phone a conversation needs the whole screen; the way back is in its head.
  const bare = !wide && matched.some((id) => id.includes('$'));
  const presence = usePresence(useOperator());
  const [keysShown, setKeysShown] = useState(false);
  const showKeys = (): void => setKeysShown(true);
  useShortcut('?', showKeys);
  useRouteFocus();
  usePreloadedConversations();
  const way = { current: page, lead, counts, queueSearch };
  const own = (side: 'right' | 'bottom'): ReactNode => (
    <>
      <PresenceSwitch {...presence} />
      <BellButton />
      <AccountMenu side={side} onKeys={showKeys} />
    </>
  );
  return (
    <div className="flex h-full flex-col">
      <a
        href="#main"
        className="sr-only z-50 rounded-lg bg-raised px-3 py-2 text-sm font-medium focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {onDesk ? messages.identity.skip : messages.navigation.skip}
      </a>
      <ConnectionBanner />
      {!wide && !bare && (
        <header className="flex shrink-0 items-center gap-1 px-3 pt-2">
          <BatonMark />
          <span className="flex-1" />
          {own('bottom')}
        </header>
      )}
      <div className="flex min-h-0 flex-1">
        {wide && <Rail {...way}>{own('right')}</Rail>}
        {onDesk ? (
          <Outlet />
        ) : (
          <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
            <Outlet />
          </main>
        )}
      </div>
      {/* Over the lower end of a list; on pages without one over the other side: their buttons stand on the left. */}
      <div
        className={`md:pointer-events-none md:fixed md:bottom-4 ${page === 'queue' || page === 'sessions' ? 'md:left-24' : 'md:right-4'} md:z-30 md:grid md:max-h-[80dvh] md:w-76 md:gap-2 md:*:pointer-events-auto xl:w-84`}
      >
        <OfferList />
        {/* The board has a list of them, all. */}
        {page !== 'board' && <AlertToasts />}
      </div>
      {!wide && !bare && (
        <Suspense fallback={<div className="h-13 shrink-0" />}>
          <PhoneBar {...way} />
        </Suspense>
      )}
      <ShortcutsDialog open={keysShown} pages={pagesFor(lead)} onClose={() => setKeysShown(false)} />
      <PageTitle page={page} />
      <NewsBell />
      <PageKeys lead={lead} queueSearch={queueSearch} />
      <Palette lead={lead} queueSearch={queueSearch} presence={presence} onKeys={showKeys} />
      <Announcer />
    </div>
  );
}
