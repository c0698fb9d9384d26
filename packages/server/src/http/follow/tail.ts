import type { EventKind, EventSource } from '@baton/protocol';
import { readPage } from '../../app/read-log.ts';
import { eventJson } from '../../core/log/event-json.ts';
import type { Audience } from '../../core/log/event-json.ts';
import type { EventRecord } from '../../core/log/event-record.ts';
import type { SessionStore } from '../../ports/session-store.ts';

/** What a reader wants of a session's log. */
export interface TailFilter {
  readonly source?: EventSource;
  readonly kinds?: readonly EventKind[];
  readonly traceId?: string;
}

export interface TailOptions {
  readonly sessionId: string;
  readonly minOffset: number;
  readonly filter: TailFilter;
  readonly audience: Audience;
}

/** A reader's place in a session's log. It moves on past what its filter left out, so that nothing is read twice. */
export class Tail {
  readonly #sessions: SessionStore;
  readonly #sessionId: string;
  readonly #filter: TailFilter;
  readonly #audience: Audience;
  #next: number;
  #more = false;

  constructor(sessions: SessionStore, options: TailOptions) {
    this.#sessions = sessions;
    this.#sessionId = options.sessionId;
    this.#filter = options.filter;
    this.#audience = options.audience;
    this.#next = Math.max(0, options.minOffset);
  }

  /** Whether there may be more after the page that was read last. */
  get more(): boolean {
    return this.#more;
  }

  /** An event as this reader may see it, as JSON text. */
  json(event: EventRecord): string {
    return eventJson(event, this.#audience);
  }

  /** The next page of matching events, perhaps empty; null when the session is gone. */
  async read(): Promise<readonly EventRecord[] | null> {
    this.#more = false;
    const session = await this.#sessions.readSession(this.#sessionId);
    if (session === null) return null;
    if (session.nextOffset <= this.#next) return [];
    const query = { sessionId: this.#sessionId, minOffset: this.#next, ...this.#filter };
    const { events, more } = await readPage(this.#sessions, query);
    const last = events.at(-1);
    this.#more = more;
    if (more && last !== undefined) this.#next = last.offset + 1;
    else this.#next = Math.max(this.#next, session.nextOffset, (last?.offset ?? -1) + 1);
    return events;
  }
}
