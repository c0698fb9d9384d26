import { Menu } from '@base-ui/react/menu';
import { Link } from '@tanstack/react-router';
import { messages } from '../../lib/messages.ts';
import type { Page, PageId } from '../../lib/pages.ts';
import { pagesFor } from '../../lib/pages.ts';
import type { QueueSearch } from '../../lib/queue-search.ts';
import { PageIcon } from './page-icon.tsx';

interface PhoneBarProps {
  current: PageId | null;
  lead: boolean;
  counts: Readonly<Partial<Record<PageId, number>>>;
  queueSearch: QueueSearch;
}

/** The way around on a phone, along its lower edge: what everybody needs, and the rest behind one button. */
export function PhoneBar({ current, lead, counts, queueSearch }: PhoneBarProps) {
  const pages = pagesFor(lead);
  const more = pages.filter(({ leads }) => leads);
  return (
    <nav
      aria-label={messages.navigation.label}
      className="shrink-0 border-t border-line bg-ground pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul role="list" className="flex">
        {pages
          .filter(({ leads }) => !leads)
          .map((page) => (
            <li key={page.id} className="min-w-0 flex-1">
              <Link
                to={page.to}
                search={page.id === 'queue' ? queueSearch : {}}
                aria-current={page.id === current ? 'page' : undefined}
                className={itemLook(page.id === current)}
              >
                <PageIcon page={page.id} />
                <span className="max-w-full truncate">{messages.navigation[page.id]}</span>
                <PhoneCount count={counts[page.id] ?? 0} />
              </Link>
            </li>
          ))}
        {more.length > 0 && (
          <li className="min-w-0 flex-1">
            <MorePages pages={more} current={current} />
          </li>
        )}
      </ul>
    </nav>
  );
}

function MorePages({ pages, current }: { pages: readonly Page[]; current: PageId | null }) {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={itemLook(pages.some(({ id }) => id === current))}>
        <PageIcon page="more" />
        {messages.navigation.more}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner side="top" align="end" sideOffset={6} className="z-40">
          <Menu.Popup className="min-w-44 rounded-xl border border-line bg-raised p-1 shadow-float outline-none">
            {pages.map(({ id, to }) => (
              <Menu.LinkItem
                key={id}
                closeOnClick
                render={<Link to={to} search={{}} />}
                aria-current={id === current ? 'page' : undefined}
                className="flex items-center gap-3 rounded-lg px-3 py-2.5 text-base outline-none data-highlighted:bg-hover"
              >
                <PageIcon page={id} />
                {messages.navigation[id]}
              </Menu.LinkItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function itemLook(current: boolean): string {
  return `relative grid h-13 w-full content-center justify-items-center gap-0.5 px-1 text-2xs -outline-offset-2 ${current ? 'font-semibold text-accent' : 'font-medium text-ink-soft'}`;
}

function PhoneCount({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span
      aria-hidden="true"
      className="clock absolute top-1 left-1/2 ml-1.5 min-w-4.5 rounded-full bg-accent px-1 text-center font-semibold text-on-accent"
    >
      {count > 99 ? '99+' : count}
    </span>
  );
}
