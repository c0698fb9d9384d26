import { useConnection } from '../lib/connection.ts';
import { messages } from '../lib/messages.ts';

/** Says calmly that the live connection is away. The element always stands, so that a change is announced. */
export function ConnectionBanner() {
  const lost = useConnection() === 'lost';
  return (
    <output className="block">
      {lost && (
        <span className="flex items-center justify-center gap-2 border-b border-line bg-near-soft px-4 py-1.5 text-sm font-medium text-near">
          <span aria-hidden="true" className="size-2 animate-pulse rounded-full bg-near" />
          {messages.connection.lost}
        </span>
      )}
    </output>
  );
}
