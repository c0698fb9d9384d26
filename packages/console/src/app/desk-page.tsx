import { Outlet, useMatch, useSearch } from '@tanstack/react-router';
import { Queue } from '../features/queue/queue.tsx';

/** The queue beside the open conversation; on a narrow screen one of the two. */
export function DeskPage() {
  const search = useSearch({ from: '__root__' });
  const open = useMatch({ from: '/desk/handoffs/$handoffId', shouldThrow: false }) !== undefined;
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <div
        className={`min-h-0 w-full shrink-0 flex-col border-r border-line md:flex md:w-80 xl:w-88 ${open ? 'hidden' : 'flex'}`}
      >
        <Queue search={search} />
      </div>
      <main
        id="main"
        tabIndex={-1}
        className={`min-h-0 min-w-0 flex-1 flex-col bg-surface outline-none md:flex ${open ? 'flex' : 'hidden'}`}
      >
        <Outlet />
      </main>
    </div>
  );
}
