import { Outlet, useMatch, useSearch } from '@tanstack/react-router';
import { Queue } from '../features/queue/queue.tsx';
import { messages } from '../lib/messages.ts';
import { useWide } from '../lib/use-wide.ts';

/** The queue beside the open conversation; on a narrow screen one of the two. */
export function DeskPage() {
  const search = useSearch({ from: '__root__' });
  const open = useMatch({ from: '/desk/handoffs/$handoffId', shouldThrow: false }) !== undefined;
  // The element stays the same, so that the queue is found where it was scrolled to.
  const alone = !useWide() && !open;
  const main = { id: 'main', tabIndex: -1 };
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <div
        {...(alone && { ...main, role: 'main' })}
        className={`min-h-0 w-full shrink-0 flex-col border-r border-line outline-none md:flex md:w-80 xl:w-88 ${open ? 'hidden' : 'flex'}`}
      >
        {alone && <h1 className="sr-only">{messages.navigation.queue}</h1>}
        <Queue search={search} />
      </div>
      <main
        {...(!alone && main)}
        className={`min-h-0 min-w-0 flex-1 flex-col bg-surface outline-none md:flex ${open ? 'flex' : 'hidden'}`}
      >
        <Outlet />
      </main>
    </div>
  );
}
