import { AsyncLocalStorage } from 'node:async_hooks';
import type { App } from '../app/app.ts';
import type { AgentRecord, CustomerRecord } from '../ports/directory-store.ts';
import type { SessionRecord } from '../ports/session-store.ts';
import type { Behaviours } from '../app/behaviour/behaviours.ts';

/** The turn an author's function was called in: as its records were when the turn began. */
export interface Current {
  readonly app: App;
  readonly behaviours: Behaviours;
  readonly session: SessionRecord;
  readonly agent: AgentRecord;
  readonly customer: CustomerRecord;
}

const storage = new AsyncLocalStorage<Current>();

/** Calls a function of an author, so that it and what it awaits can ask for whom it was called. */
export function runAs<T>(turn: Current, run: () => T): T {
  return storage.run(turn, run);
}

/** For whom the running function was called; null when no turn called it. */
export function currentIfAny(): Current | null {
  return storage.getStore() ?? null;
}

/** For whom the running function was called. Throws outside the functions that a turn calls. */
export function current(): Current {
  const found = currentIfAny();
  if (found === null) {
    throw new Error(
      'There is no current session here: only tools, retrievers, matchers, hooks and triggers have one',
    );
  }
  return found;
}
