import type { SessionHead } from '@baton/protocol';
import { timeOf } from './make-event.ts';

/** A conversation with the AI in which nothing was said yet, changed as asked. */
export function makeSessionHead(changes: Partial<SessionHead> = {}): SessionHead {
  return {
    id: 's1',
    agent: { id: 'a1', name: 'Nova' },
    customer: { id: 'c1', name: 'Ana Ruiz' },
    mode: 'auto',
    title: null,
    creation_utc: timeOf(0),
    last_message: null,
    operator: null,
    handoff_id: null,
    last_handoff: null,
    ...changes,
  };
}
