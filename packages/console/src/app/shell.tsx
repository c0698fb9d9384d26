import { Outlet, useMatch, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { Announcer } from '../components/announcer.tsx';
import { BatonMark } from '../components/baton-mark.tsx';
import { AlertToasts } from '../features/alerts/alert-toasts.tsx';
import { FollowUpList } from '../features/follow-ups/follow-up-list.tsx';
import { AccountLine } from '../features/identity/account-line.tsx';
import { BellButton } from '../features/offer/bell-button.tsx';
import { OfferStrip } from '../features/offer/offer-strip.tsx';
import { PresenceSwitch } from '../features/presence/presence-switch.tsx';
import { Queue } from '../features/queue/queue.tsx';
import { ShortcutsDialog } from '../features/shortcuts/shortcuts-dialog.tsx';
import { messages } from '../lib/messages.ts';
import { useShortcut } from '../lib/shortcuts.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { useRouteFocus } from './use-route-focus.ts';

/** The queue beside the open conversation; on a narrow screen one of the two. */
export function Shell() {
  const { stage = 'all' } = useSearch({ from: '__root__' });
  const main = useRef<HTMLElement>(null);
  const match = useMatch({ from: '/handoffs/$handoffId', shouldThrow: false });
  const openId = match?.params.handoffId ?? null;
  const open = openId !== null;
  useRouteFocus(openId, main);
  const [keysShown, setKeysShown] = useState(false);
  useShortcut('?', () => setKeysShown(true));
  return (
    <div className="flex h-full flex-col">
      <a
        href="#main"
        className="sr-only z-50 rounded-lg bg-raised px-3 py-2 text-sm font-medium focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {messages.identity.skip}
      </a>
      <ConnectionBanner />
      <OfferStrip />
      <AlertToasts />
      <div className="flex min-h-0 flex-1">
        <div
          className={`min-h-0 w-full shrink-0 flex-col border-r border-line md:flex md:w-80 xl:w-88 ${open ? 'hidden' : 'flex'}`}
        >
          <div className="flex items-center gap-2.5 pt-2.5 pr-2 pl-4">
            <BatonMark />
            <AccountLine />
            <button
              type="button"
              aria-label={messages.shortcuts.open}
              aria-keyshortcuts="?"
              onClick={() => setKeysShown(true)}
              className="hidden size-8 place-items-center rounded-lg text-sm text-ink-faint hover:bg-hover hover:text-ink pointer-fine:grid"
            >
              ?
            </button>
          </div>
          <div className="flex items-center justify-between pr-2 pb-1.5 pl-3">
            <PresenceSwitch />
            <BellButton />
          </div>
          <Queue filter={stage}>
            <FollowUpList />
          </Queue>
        </div>
        <main
          ref={main}
          id="main"
          tabIndex={-1}
          className={`min-h-0 min-w-0 flex-1 flex-col bg-surface outline-none md:flex ${open ? 'flex' : 'hidden'}`}
        >
          <Outlet />
        </main>
      </div>
      <ShortcutsDialog open={keysShown} onClose={() => setKeysShown(false)} />
      <Announcer />
    </div>
  );
}
