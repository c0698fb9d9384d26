import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { SessionStore } from '../../ports/session-store.ts';
import type { WakeUps } from '../../ports/wake-ups.ts';

/** A store under test, empty at first. */
export interface StoreFixture extends AsyncDisposable {
  /** The store that is open now. */
  readonly sessions: SessionStore;
  readonly wakeUps: WakeUps;
  /** Closes the store and opens it on the same data, as after a restart. */
  reopen(): Promise<void>;
}

export type OpenFixture = () => Promise<StoreFixture>;

/** One store for all tests of a `describe`, empty at the beginning of each: to open one takes a fifth of a second. */
export function sharedFixture(open: OpenFixture): Omit<StoreFixture, keyof AsyncDisposable> {
  let fixture: StoreFixture;
  beforeAll(async () => {
    fixture = await open();
  });
  beforeEach(async () => {
    const sessions = await fixture.sessions.listSessions({ sort: 'asc', limit: 100_000 });
    await fixture.sessions.deleteSessions(sessions.map((session) => session.id));
  });
  afterAll(() => fixture[Symbol.asyncDispose]());
  return {
    get sessions() {
      return fixture.sessions;
    },
    get wakeUps() {
      return fixture.wakeUps;
    },
    reopen: () => fixture.reopen(),
  };
}
