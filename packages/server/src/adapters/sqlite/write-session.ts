import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { JsonObject } from '@baton/protocol';
import { mergeObject } from '../../core/merge-object.ts';
import type { NewEvent } from '../../core/log/new-event.ts';
import type { SessionPatch, SessionWrite, WriteGuard, WriteOutcome } from '../../ports/session-store.ts';
import { HANDOFF_COLUMNS, handoffColumns } from '../sql/handoff-columns.ts';
import { REMOVE_SENT_FROM, SEND_ATTACHMENT } from './attachment-statements.ts';
import { COUNT_REFUSED } from './analytics/follow-for-analytics.ts';
import { CREATE_FOLLOW_UP } from './desk-statements.ts';
import { followUpParameters } from './follow-up-row.ts';
import type { SessionHead, SessionHeads } from './session-heads.ts';

/** Carries out SessionWrites inside the writer's open transaction. */
export class SessionWriter {
  readonly #db: DatabaseSync;
  readonly #heads: SessionHeads;
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync, heads: SessionHeads) {
    this.#db = db;
    this.#heads = heads;
  }

  commit(write: SessionWrite, at: number): WriteOutcome {
    const head = this.#heads.get(write.sessionId);
    if (head === null) return { type: 'no-session' };
    if (write.idempotency !== undefined) {
      const earlier = this.#findRepeat(head, write.idempotency.key);
      if (earlier !== undefined) {
        return earlier.fingerprint === write.idempotency.fingerprint
          ? { type: 'repeated', offset: earlier.offset }
          : { type: 'idempotency-mismatch' };
      }
    }
    const broken = write.guard === undefined ? null : checkGuard(head, write.guard);
    if (broken?.type === 'stale-epoch') this.#countRefused(head, write.events, at);
    if (broken !== null) return broken;
    if (write.guard?.capacity !== undefined && !this.#hasRoom(head, write.guard.capacity))
      return { type: 'over-capacity' };

    if (write.deleteFrom !== undefined) this.#deleteFrom(head, write.deleteFrom);
    const firstOffset = head.next;
    for (const event of write.events) this.#append(head, event, at);
    if (write.rewrite !== undefined) this.#rewrite(head, write.rewrite);
    if (write.control !== undefined) head.control = write.control;
    if (write.handoff !== undefined) this.#writeHandoff(head, write.handoff);
    if (write.followUp !== undefined) this.#run(CREATE_FOLLOW_UP, ...followUpParameters(write.followUp));
    if (write.control !== undefined || write.handoff !== undefined) head.revision++;
    if (write.patch !== undefined) this.#patch(head, write.patch);
    if (write.idempotency !== undefined) {
      const { key, fingerprint } = write.idempotency;
      const offset = firstOffset + (write.answerIndex ?? 0);
      this.#run('INSERT INTO idempotency VALUES (?, ?, ?, ?)', head.key, key, fingerprint, offset);
    }
    this.#heads.touch(head);
    return { type: 'committed', firstOffset, at, control: head.control };
  }

  /** Words that the AI would have said while a person spoke (H2.1). */
  #countRefused(head: SessionHead, events: readonly NewEvent[], at: number): void {
    for (const { kind, source } of events) {
      if (kind === 'message' && source === 'ai_agent') this.#run(COUNT_REFUSED, at, head.key);
    }
  }

  /** What is his already is not one more. Counts no further than to what he may hold. */
  #hasRoom(head: SessionHead, { operatorId, most }: NonNullable<WriteGuard['capacity']>): boolean {
    const his = this.#prepare(
      'SELECT 1 FROM handoff WHERE open = 1 AND session_key = ? AND operator_id = ?',
    ).get(head.key, operatorId);
    if (his !== undefined) return true;
    const { n } = this.#prepare(
      `SELECT count(*) AS n FROM (SELECT 1 FROM handoff WHERE open = 1 AND operator_id = ? AND session_key <> ? LIMIT ?)`,
    ).get(operatorId, head.key, most) as { n: number };
    return n < most;
  }

  #append(head: SessionHead, event: NewEvent, at: number): void {
    const offset = head.next++;
    this.#run(
      `INSERT INTO event (session_key, offset, at, kind, source, trace_id, data, metadata)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      head.key,
      offset,
      at,
      event.kind,
      event.source,
      event.traceId,
      event.data,
      event.metadata,
    );
    if (event.unfinished === true) this.#run('INSERT INTO unfinished_event VALUES (?, ?)', head.key, offset);
    if (event.attachments !== undefined) this.#send(head, event, offset);
    if (event.kind !== 'message') return;
    head.lastMessage = offset;
    if (event.source === 'customer') head.lastCustomer = offset;
  }

  /** One that has gone since the message was composed undoes the whole write. */
  #send(head: SessionHead, { source, attachments = [] }: NewEvent, offset: number): void {
    const by = source === 'customer' ? 'customer' : 'company';
    for (const id of attachments) {
      const { changes } = this.#prepare(SEND_ATTACHMENT).run(by, offset, id, head.key);
      if (Number(changes) !== 1) throw new Error(`attachment ${id} is not there any more`);
    }
  }

  #rewrite(head: SessionHead, { offset, data, complete }: NonNullable<SessionWrite['rewrite']>): void {
    this.#run(
      `UPDATE event SET data = ? WHERE session_key = ? AND offset = ? AND deleted = 0
          AND EXISTS (SELECT 1 FROM unfinished_event WHERE session_key = event.session_key AND offset = event.offset)`,
      data,
      head.key,
      offset,
    );
    if (complete)
      this.#run('DELETE FROM unfinished_event WHERE session_key = ? AND offset = ?', head.key, offset);
  }

  #findRepeat(head: SessionHead, key: string): { fingerprint: string; offset: number } | undefined {
    return this.#prepare('SELECT fingerprint, offset FROM idempotency WHERE session_key = ? AND key = ?').get(
      head.key,
      key,
    ) as { fingerprint: string; offset: number } | undefined;
  }

  #deleteFrom(head: SessionHead, minOffset: number): void {
    this.#run('UPDATE event SET deleted = 1 WHERE session_key = ? AND offset >= ?', head.key, minOffset);
    this.#run('DELETE FROM unfinished_event WHERE session_key = ? AND offset >= ?', head.key, minOffset);
    this.#run(REMOVE_SENT_FROM, head.key, minOffset);
    this.#run('UPDATE session SET agent_state = NULL WHERE key = ?', head.key);
    const last = (where: string): number => {
      const row = this.#prepare(
        `SELECT offset FROM event WHERE session_key = ? AND deleted = 0 AND kind = 'message' ${where}
          ORDER BY offset DESC LIMIT 1`,
      ).get(head.key) as { offset: number } | undefined;
      return row?.offset ?? -1;
    };
    head.lastMessage = last('');
    head.lastCustomer = last(`AND source = 'customer'`);
  }

  #patch(head: SessionHead, patch: SessionPatch): void {
    const set = (column: string, value: string | number | null): void =>
      this.#run(`UPDATE session SET ${column} = ? WHERE key = ?`, value, head.key);
    if (patch.title !== undefined) set('title', patch.title);
    if (patch.customerId !== undefined) set('customer_id', patch.customerId);
    if (patch.agentId !== undefined) set('agent_id', patch.agentId);
    if (patch.clientOffset !== undefined) set('client_offset', patch.clientOffset);
    if (patch.agentState !== undefined) {
      set('agent_state', patch.agentState === null ? null : JSON.stringify(patch.agentState));
    }
    if (patch.metadata !== undefined) {
      const { set: added, unset } = patch.metadata;
      set('metadata', JSON.stringify(mergeObject(this.#read<JsonObject>('metadata', head), added, unset)));
    }
    if (patch.labels !== undefined) this.#patchLabels(head, patch.labels);
    if (patch.answered !== undefined) {
      head.answered = Math.max(head.answered, patch.answered === 'all' ? head.next - 1 : patch.answered);
    }
  }

  #patchLabels(head: SessionHead, change: NonNullable<SessionPatch['labels']>): void {
    const labels = new Set([...this.#read<string[]>('labels', head), ...change.upsert]);
    for (const label of change.remove) labels.delete(label);
    this.setLabels(head.key, [...labels]);
  }

  /** Replaces a session's labels, in its row and in the table that lists are filtered by. */
  setLabels(sessionKey: number, labels: readonly string[]): void {
    this.#run('UPDATE session SET labels = ? WHERE key = ?', JSON.stringify(labels), sessionKey);
    this.#run('DELETE FROM session_label WHERE session_key = ?', sessionKey);
    for (const label of labels) {
      this.#run('INSERT OR IGNORE INTO session_label (label, session_key) VALUES (?, ?)', label, sessionKey);
    }
  }

  #writeHandoff(head: SessionHead, handoff: NonNullable<SessionWrite['handoff']>): void {
    const { state, facts } = handoff;
    const row = this.#prepare(
      `INSERT INTO handoff (id, session_key, ${HANDOFF_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET stage = excluded.stage, open = excluded.open, waiting = excluded.waiting,
         priority = excluded.priority, ended_at = excluded.ended_at, due_at = excluded.due_at, state = excluded.state,
         department = excluded.department, operator_id = excluded.operator_id, customer_id = excluded.customer_id
       RETURNING key`,
    ).get(
      state.id,
      head.key,
      ...handoffColumns(state).map((value) => (typeof value === 'boolean' ? Number(value) : value)),
    ) as { key: number };
    let seq = state.entries - facts.length;
    for (const fact of facts) {
      this.#run('INSERT INTO handoff_fact VALUES (?, ?, ?)', row.key, seq++, JSON.stringify(fact));
    }
  }

  #read<T>(column: 'metadata' | 'labels', head: SessionHead): T {
    const row = this.#prepare(`SELECT ${column} AS value FROM session WHERE key = ?`).get(head.key) as {
      value: string;
    };
    return JSON.parse(row.value) as T;
  }

  #run(sql: string, ...parameters: (string | number | null)[]): void {
    this.#prepare(sql).run(...parameters);
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, (statement = this.#db.prepare(sql)));
    return statement;
  }
}

function checkGuard(head: SessionHead, guard: WriteGuard): WriteOutcome | null {
  if (guard.epoch !== undefined && guard.epoch !== head.control.epoch) return { type: 'stale-epoch' };
  if (guard.customerOffset !== undefined && head.lastCustomer !== guard.customerOffset)
    return { type: 'superseded' };
  if (guard.revision !== undefined && guard.revision !== head.revision) return { type: 'conflict' };
  if (guard.seenOffset !== undefined && head.lastMessage > guard.seenOffset) return { type: 'stale-view' };
  return null;
}
