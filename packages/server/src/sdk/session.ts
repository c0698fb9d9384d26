import type { Json, JsonObject, SessionMode, UpdateSession } from '@baton/protocol';
import type { App } from '../app/app.ts';
import { newTraceId } from '../app/random-id.ts';
import { updateSession } from '../app/update-session.ts';
import type { SessionRecord } from '../ports/session-store.ts';

/** Something with an id, or the id. */
type Named = { readonly id: string } | string;

export interface SessionUpdate {
  readonly customer?: Named;
  readonly agent?: Named;
  /**
   * `manual` silences the AI at once, its running turn included; `auto` gives it the conversation. To have a
   * person asked for, let a tool answer with `handOver()`.
   */
  readonly mode?: SessionMode;
  /** At most 200 characters. */
  readonly title?: string;
}

const LONGEST_TITLE = 200;

/** A conversation. Everything is read from and written to the store: nothing here grows old. */
export class Session {
  readonly id: string;
  readonly metadata: SessionMetadata;
  readonly labels: SessionLabels;
  readonly #app: App;

  constructor(app: App, id: string) {
    this.#app = app;
    this.id = id;
    this.metadata = new SessionMetadata(this);
    this.labels = new SessionLabels(this);
  }

  /** As it is now. Throws an Error when it was deleted. */
  async read(): Promise<SessionRecord> {
    const session = await this.#app.sessions.readSession(this.id);
    if (session === null) throw new Error(`There is no session ${this.id}`);
    return session;
  }

  /** Changes what is given. Throws an Error for an agent that does not exist and when it was deleted. */
  async update(change: SessionUpdate): Promise<void> {
    const { customer, agent, mode, title } = change;
    if (title !== undefined && title.length > LONGEST_TITLE) {
      throw new TypeError(`A title has at most ${LONGEST_TITLE} characters`);
    }
    if (agent !== undefined && (await this.#app.directory.readAgent(idOf(agent))) === null) {
      throw new Error(`There is no agent ${idOf(agent)}`);
    }
    await this.write({
      ...(customer !== undefined && { customer_id: idOf(customer) }),
      ...(agent !== undefined && { agent_id: idOf(agent) }),
      ...(mode !== undefined && { mode }),
      ...(title !== undefined && { title }),
    });
  }

  /** Writes what REST's `PATCH /sessions/{id}` can. */
  async write(change: UpdateSession): Promise<void> {
    const outcome = await updateSession(this.#app, this.id, change, newTraceId());
    if (outcome === 'no-session') throw new Error(`There is no session ${this.id}`);
    if (outcome !== 'done') throw new Error(outcome.detail);
  }
}

/** Values that an application keeps with a conversation. */
export class SessionMetadata {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async all(): Promise<JsonObject> {
    return (await this.#session.read()).metadata;
  }

  /** The value of a key; null when there is none. */
  async get(key: string): Promise<Json> {
    const all = await this.all();
    return Object.hasOwn(all, key) ? (all[key] ?? null) : null;
  }

  async set(values: JsonObject): Promise<void> {
    await this.#session.write({ metadata: { set: values } });
  }

  async unset(...keys: readonly string[]): Promise<void> {
    await this.#session.write({ metadata: { unset: [...keys] } });
  }
}

/** Words by which conversations are found again. */
export class SessionLabels {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async all(): Promise<readonly string[]> {
    return (await this.#session.read()).labels;
  }

  async add(...labels: readonly string[]): Promise<void> {
    await this.#session.write({ labels: { upsert: [...labels] } });
  }

  async remove(...labels: readonly string[]): Promise<void> {
    await this.#session.write({ labels: { remove: [...labels] } });
  }
}

function idOf(named: Named): string {
  return typeof named === 'string' ? named : named.id;
}
