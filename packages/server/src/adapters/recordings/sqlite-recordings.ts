import { FAILED_CALL } from '../../core/failed-call.ts';
import type { MessageData, ToolData } from '@baton/protocol';
import type { DatabaseSync } from 'node:sqlite';
import type {
  RecordedAnswer,
  RecordedConversation,
  RecordedMessage,
} from '../../core/triggers/replay/recorded-conversation.ts';
import { PREAMBLE_TAG } from '../../core/log/is-preamble.ts';
import { RecordingError } from '../../ports/recordings.ts';
import type { Recordings } from '../../ports/recordings.ts';
import { openConnection } from '../sqlite/open-connection.ts';
import { MIGRATIONS } from '../sqlite/schema.ts';

const PAGE = 100;
const MOST_EVENTS = 4000;
const MOST_TURNS = 2000;
const LONGEST_TEXT = 24_000;
/** What a call that failed leaves in the log. */

interface SessionRow {
  readonly key: number;
  readonly id: string;
  readonly agent_id: string;
  readonly created_at: number;
  readonly needed: string | number | null;
}
interface EventRow {
  readonly offset: number;
  readonly at: number;
  readonly kind: string;
  readonly source: string;
  readonly data: string;
}

/**
 * The conversations in a server's database. It is only read, and the server may run meanwhile: readers and its writer
 * do not wait for each other.
 */
export class SqliteRecordings implements Recordings {
  readonly #db: DatabaseSync;

  private constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Throws a RecordingError for a file that is none of ours. */
  static open(path: string): SqliteRecordings {
    let db: DatabaseSync | null = null;
    try {
      db = openConnection(path, 'read');
      const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
      if (version === MIGRATIONS.length) return new SqliteRecordings(db);
      db.close();
    } catch (error) {
      db?.close();
      throw new RecordingError(`${path} cannot be read as a database.`, { cause: error });
    }
    throw new RecordingError(
      `${path} was not written by this version of Baton; start its server on it once, or use the version it was written by.`,
    );
  }

  async *conversations(agentId: string | null): AsyncIterable<RecordedConversation> {
    let after = { at: -1, id: '' };
    for (;;) {
      const page = this.#page(agentId, after);
      for (const session of page) yield this.#conversation(session);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = { at: last.created_at, id: last.id };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#db.close();
  }

  #page(agentId: string | null, after: { readonly at: number; readonly id: string }): SessionRow[] {
    const where = agentId === null ? '' : 'agent_id = ? AND ';
    return this.#db
      .prepare(
        `SELECT key, id, agent_id, created_at, metadata ->> '$.handoff_needed' AS needed FROM session
          WHERE ${where}(created_at, id) > (?, ?) ORDER BY created_at, id LIMIT ?`,
      )
      .all(...(agentId === null ? [] : [agentId]), after.at, after.id, PAGE) as unknown as SessionRow[];
  }

  #conversation({ key, id, agent_id: agentId, needed }: SessionRow): RecordedConversation {
    const events = this.#db
      .prepare(
        `SELECT offset, at, kind, source, data FROM event
          WHERE session_key = ? AND deleted = 0 AND kind IN ('message', 'tool') ORDER BY offset LIMIT ?`,
      )
      .all(key, MOST_EVENTS) as unknown as EventRow[];
    const messages = events.filter(({ kind }) => kind === 'message').flatMap(toMessage);
    return {
      id,
      agentId,
      label: labelOf(needed),
      messages,
      calls: events.filter(({ kind }) => kind === 'tool').flatMap(toCalls),
      answers: this.#answers(key),
      request: this.#request(key, messages),
      contact: this.#contact(key, messages),
    };
  }

  #answers(key: number): RecordedAnswer[] {
    const rows = this.#db
      .prepare(
        `SELECT body ->> '$.answers' AS answers, body ->> '$.confidence' AS confidence,
                coalesce(body ->> '$.stalled_turns', 0) AS stalled
           FROM turn_trace WHERE session_key = ? ORDER BY at, trace_id LIMIT ?`,
      )
      .all(key, MOST_TURNS) as unknown as {
      answers: number | null;
      confidence: number | null;
      stalled: number;
    }[];
    return rows.flatMap(({ answers, confidence, stalled }) =>
      answers === null || confidence === null ? [] : [{ answers, confidence, stalled }],
    );
  }

  /** The first request for a person, and the message of the customer it was about. */
  #request(key: number, messages: readonly RecordedMessage[]): RecordedConversation['request'] {
    const row = this.#db
      .prepare(
        `SELECT state ->> '$.reason' AS reason, state ->> '$.openedOffset' AS opened,
                state ->> '$.evidence[0].trigger' AS "trigger", state ->> '$.evidence[0].offset' AS offset
           FROM handoff WHERE session_key = ? ORDER BY key LIMIT 1`,
      )
      .get(key) as
      | { reason: string; opened: number; trigger: string | null; offset: number | null }
      | undefined;
    if (row === undefined || row.reason === 'operator_takeover') return null;
    const last = messages.findLast(({ author, offset }) => author === 'customer' && offset < row.opened);
    const offset = row.offset ?? last?.offset ?? row.opened;
    return { offset, trigger: row.trigger ?? row.reason, reason: row.reason };
  }

  /** A person took it, or wrote in it, or was to call or to write as the customer chose, whichever came first. */
  #contact(key: number, messages: readonly RecordedMessage[]): RecordedConversation['contact'] {
    const written = messages.find(({ author }) => author === 'person');
    const { at } = this.#db
      .prepare(
        `SELECT min(coalesce(state ->> '$.acceptedAt',
                  CASE WHEN state ->> '$.stage' IN ('callback', 'email') THEN state ->> '$.endedAt' END)) AS at
           FROM handoff WHERE session_key = ?`,
      )
      .get(key) as { at: number | null };
    if (at === null) return written === undefined ? null : { offset: written.offset, at: written.at };
    const taken = this.#db
      .prepare('SELECT min(offset) AS offset FROM event WHERE session_key = ? AND at >= ?')
      .get(key, at) as { offset: number | null };
    const offset = taken.offset ?? (messages.at(-1)?.offset ?? -1) + 1;
    if (written !== undefined && written.offset < offset) return { offset: written.offset, at: written.at };
    return { offset, at };
  }
}

function toMessage({ offset, at, source, data }: EventRow): RecordedMessage[] {
  const author = AUTHORS[source];
  if (author === undefined) return [];
  const { message, tags = [] } = JSON.parse(data) as MessageData;
  // What came before a short word is still unanswered.
  if (tags.includes(PREAMBLE_TAG)) return [];
  return [{ author, text: message.slice(0, LONGEST_TEXT), offset, at }];
}

const AUTHORS: Readonly<Record<string, RecordedMessage['author']>> = {
  customer: 'customer',
  customer_ui: 'customer',
  ai_agent: 'ai',
  human_agent_on_behalf_of_ai_agent: 'ai',
  human_agent: 'person',
  system: 'system',
};

function toCalls({ offset, data }: EventRow): RecordedConversation['calls'] {
  const { tool_calls: calls } = JSON.parse(data) as ToolData;
  return calls.map(({ tool_id: tool, result }) => ({ tool, failed: result.data === FAILED_CALL, offset }));
}

/** SQLite tells true and false as 1 and 0; people write them as words too. */
function labelOf(needed: string | number | null): boolean | null {
  if (needed === 1 || needed === 'true') return true;
  return needed === 0 || needed === 'false' ? false : null;
}
