import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EventKind } from '@baton/protocol';
import type { AskedQuestions } from '../../../core/analytics/asked-again.ts';
import type { HandoffHistory } from '../../../core/analytics/handoff-history.ts';
import { measureHandoff } from '../../../core/analytics/measure-handoff.ts';
import type { Suggested } from '../../../core/analytics/measure-handoff.ts';
import {
  MOST_MESSAGES_MEASURED,
  MOST_SUGGESTIONS_MEASURED,
  RECONTACT_WITHIN,
  questionsIn,
  readHistory,
} from '../../../core/analytics/stored-handoff.ts';
import type { HandoffState } from '../../../core/handoff/handoff-state.ts';
import type { MeasuredHandoff } from './measured-handoff.ts';

/** Microseconds. */
const HOUR = 3_600_000_000;
const MESSAGE: EventKind = 'message';

interface DueRow {
  key: number;
  changes: number;
  id: string;
  session_key: number;
  customer_id: string;
  requested_at: number;
  state: string;
}

/** Measures the handoffs that are due, as they are in one state of the database. */
export class DueReader {
  readonly #db: DatabaseSync;
  readonly #due: StatementSync;
  readonly #journal: StatementSync;
  readonly #again: StatementSync;
  readonly #messages: StatementSync;
  readonly #suggestions: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#due = db.prepare(
      `SELECT handoff.key, changes, id, session_key, customer_id, requested_at, state
         FROM analytics_due JOIN handoff ON handoff.key = handoff_key ORDER BY handoff_key LIMIT ?`,
    );
    this.#journal = db.prepare('SELECT fact FROM handoff_fact WHERE handoff_key = ? ORDER BY seq');
    this.#again = db.prepare(
      `SELECT EXISTS (SELECT 1 FROM handoff WHERE customer_id = ?1 AND customer_id <> 'guest'
                         AND requested_at BETWEEN ?3 AND ?4 AND key <> ?5)
           OR EXISTS (SELECT 1 FROM handoff WHERE ?1 = 'guest' AND session_key = ?2
                         AND requested_at BETWEEN ?3 AND ?4 AND key <> ?5) AS again`,
    );
    this.#messages = db.prepare(
      `SELECT at, data ->> '$.message' AS text FROM event
        WHERE session_key = ? AND offset >= ? AND kind = '${MESSAGE}' AND source = 'human_agent' AND deleted = 0
        ORDER BY offset LIMIT ${MOST_MESSAGES_MEASURED}`,
    );
    this.#suggestions = db.prepare(
      `SELECT at, used FROM suggestion WHERE handoff_id = ? AND shown = 1 ORDER BY at LIMIT ${MOST_SUGGESTIONS_MEASURED}`,
    );
  }

  measure(limit: number): MeasuredHandoff[] {
    this.#db.exec('BEGIN');
    try {
      const rows = this.#due.all(limit) as unknown as DueRow[];
      return rows.map((row) => this.#measure(row));
    } finally {
      this.#db.exec('COMMIT');
    }
  }

  /** One that cannot be measured keeps none of the others waiting. */
  #measure(row: DueRow): MeasuredHandoff {
    const { key, id, changes, requested_at } = row;
    const head = { key, id, changes, hour: Math.floor(requested_at / HOUR) };
    try {
      const state = JSON.parse(row.state) as HandoffState;
      const history = this.#history(key, state);
      const rows = measureHandoff(history, {
        recontacted: this.#isRecontacted(row, history.endedAt),
        questions: this.#questions(row, state, history),
        suggestions: this.#suggested(id),
      });
      const { reason, trigger, agent, disposition } = history;
      const common = { reason, trigger: trigger ?? '', agent, disposition: disposition ?? '' };
      return { ...head, ...common, rows, fault: null };
    } catch (error) {
      return { ...head, reason: '', trigger: '', agent: '', disposition: '', rows: [], fault: String(error) };
    }
  }

  #history(key: number, state: HandoffState): HandoffHistory {
    const facts = this.#journal.all(key) as unknown as { fact: string }[];
    return readHistory(
      facts.map(({ fact }) => fact),
      state,
    );
  }

  #isRecontacted({ customer_id, session_key, key }: DueRow, endedAt: number | null): boolean {
    if (endedAt === null) return false;
    const row = this.#again.get(customer_id, session_key, endedAt, endedAt + RECONTACT_WITHIN, key) as {
      again: number;
    };
    return row.again !== 0;
  }

  #questions({ session_key }: DueRow, state: HandoffState, history: HandoffHistory): AskedQuestions[] {
    if (!history.stretches.some(({ to }) => to !== null)) return [];
    const said = this.#messages.all(session_key, state.openedOffset);
    return questionsIn(said as unknown as { at: number; text: string | null }[], state, history);
  }

  #suggested(id: string): Suggested[] {
    const rows = this.#suggestions.all(id) as unknown as { at: number; used: string }[];
    return rows.map(({ at, used }) => ({ at, used: used === 'sent' || used === 'edited' ? used : null }));
  }
}
