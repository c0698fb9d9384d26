import { useQuery } from '@tanstack/react-query';
import { isWaiting } from '../lib/handoff-stage.ts';
import { messages } from '../lib/messages.ts';
import { boardQuery } from '../lib/queries.ts';

/** The place of the conversation while none is open. */
export function NothingOpen() {
  const { data: board } = useQuery(boardQuery);
  const waiting = [...(board?.values() ?? [])].filter(isWaiting).length;
  return (
    <div className="grid flex-1 place-content-center gap-1 p-8 text-center">
      <h1 className="text-lg font-semibold">{messages.queue.pick(waiting)}</h1>
      <p className="max-w-xs text-sm text-balance text-ink-faint">{messages.queue.pickHint(waiting)}</p>
    </div>
  );
}
