import type { JsonObject, SessionMode } from '@baton/protocol';
import type { Control, Holder } from '../../core/control.ts';
import type { NewEvent } from '../../core/log/new-event.ts';
import { mergeObject } from '../../core/merge-object.ts';
import type { Lease } from '../../ports/cluster-store.ts';
import type { SessionPatch, SessionWrite, WriteGuard, WriteOutcome } from '../../ports/session-store.ts';
import { WriteFailedError } from '../../ports/store-errors.ts';
import { HANDOFF_COLUMNS, handoffColumns } from '../sql/handoff-columns.ts';
import { noteEarlier, noteHandoff, noteRefused, noteSession } from './analytics/analytics-notes.ts';
import { REMOVE_SENT_FROM, SEND_ATTACHMENT } from './attachment-statements.ts';
import { answer, insertEvents, keep, noteUnanswered, tell } from './beside-head.ts';
import type { Beside } from './beside-head.ts';
import { CREATE_FOLLOW_UP, followUpParameters } from './follow-up-row.ts';
import { noteParameters } from './changes/change-writer.ts';
import type { ChangeNote } from './changes/change.ts';
import type { Parameter, Queries } from './postgres-database.ts';

/** The part of a session's row that a write reads and moves. It is locked until the transaction ends. */
interface Head {
  readonly id: string;
  next: number;
  control: Control;
  revision: number;
  lastAt: number;
  lastCustomer: number;
  lastMessage: number;
  answered: number;
  turn: number;
}

interface HeadRow {
  next_offset: number;
  mode: SessionMode;
  holder: string;
  epoch: number;
  revision: number;
  last_at: number;
  last_customer_offset: number;
  last_message_offset: number;
  answered_offset: number;
  turn: number;
}

const READ_HEAD = `
SELECT next_offset, mode, holder, epoch, revision, last_at, last_customer_offset, last_message_offset, answered_offset,
       turn
  FROM session WHERE id = $1 FOR UPDATE`;
const HEAD_COLUMNS = [
  'next_offset',
  'mode',
  'holder',
  'epoch',
  'revision',
  'last_at',
  'last_customer_offset',
  'last_message_offset',
  'answered_offset',
] as const;

/** Carries out one SessionWrite inside a transaction: whatever else is asked of this session waits for it. */
export async function writeSession(
  queries: Queries,
  write: SessionWrite,
  { at, note }: { readonly at: number; readonly note: ChangeNote },
): Promise<WriteOutcome> {
  const head = await readHead(queries, write.sessionId);
  if (head === null) return { type: 'no-session' };
  const refused = (await findRepeat(queries, write)) ?? (await checkGuard(queries, head, write));
  if (refused !== null) {
    const words = write.events.filter(({ kind, source }) => kind === 'message' && source === 'ai_agent');
    if (refused.type === 'stale-epoch' && words.length > 0)
      await noteRefused(queries, write.sessionId, at, words.length);
    return refused;
  }
  return new SessionWriting(queries, head, { at: Math.max(at, head.lastAt + 1), note }).run(write);
}

async function readHead(queries: Queries, id: string): Promise<Head | null> {
  const row = await queries.get<HeadRow>(READ_HEAD, id);
  if (row === undefined) return null;
  return {
    id,
    next: row.next_offset,
    control: { mode: row.mode, holder: JSON.parse(row.holder) as Holder, epoch: row.epoch },
    revision: row.revision,
    lastAt: row.last_at,
    lastCustomer: row.last_customer_offset,
    lastMessage: row.last_message_offset,
    answered: row.answered_offset,
    turn: row.turn,
  };
}

async function findRepeat(
  queries: Queries,
  { sessionId, idempotency }: SessionWrite,
): Promise<WriteOutcome | null> {
  if (idempotency === undefined) return null;
  const earlier = await queries.get<{ fingerprint: string; offset: number }>(
    'SELECT fingerprint, "offset" FROM idempotency WHERE session_id = $1 AND key = $2',
    sessionId,
    idempotency.key,
  );
  if (earlier === undefined) return null;
  return earlier.fingerprint === idempotency.fingerprint
    ? { type: 'repeated', offset: earlier.offset }
    : { type: 'idempotency-mismatch' };
}

async function checkGuard(
  queries: Queries,
  head: Head,
  { guard = {}, claim }: SessionWrite,
): Promise<WriteOutcome | null> {
  if (guard.epoch !== undefined && guard.epoch !== head.control.epoch) return { type: 'stale-epoch' };
  if (claim !== undefined && claim.turn !== head.turn) return { type: 'superseded' };
  if (claim?.unanswered === true && head.lastCustomer <= head.answered) return { type: 'superseded' };
  if (guard.turn !== undefined && guard.turn !== head.turn) return { type: 'superseded' };
  if (guard.customerOffset !== undefined && head.lastCustomer !== guard.customerOffset)
    return { type: 'superseded' };
  if (guard.revision !== undefined && guard.revision !== head.revision) return { type: 'conflict' };
  if (guard.seenOffset !== undefined && head.lastMessage > guard.seenOffset) return { type: 'stale-view' };
  if (guard.lease !== undefined && !(await isLed(queries, guard.lease))) return { type: 'stale-lease' };
  if (guard.capacity !== undefined && !(await hasRoom(queries, head, guard.capacity)))
    return { type: 'over-capacity' };
  return null;
}

/**
 * Whether the lease is still this one, by the database's clock. It is read after the session's row is locked, and is
 * not locked itself: another node may take it before this transaction ends. That does no harm. What the new one decides
 * about this session it writes under the same row's lock, after this transaction, and against the revision it has read:
 * if it has not read this write, it decides again. A lock on the lease would let a node that stops in the middle keep
 * every other from leading, instead of from this one session.
 */
async function isLed(queries: Queries, { name, token }: Lease): Promise<boolean> {
  const sql = 'SELECT 1 FROM lease WHERE name = $1 AND token = $2 AND until > clock_timestamp()';
  return (await queries.get(sql, name, token)) !== undefined;
}

/**
 * What is his already is not one more. Two sessions that one operator is given at once each hold the lock on his name,
 * which ends with the transaction: the second counts the first.
 */
async function hasRoom(
  queries: Queries,
  head: Head,
  { operatorId, most }: NonNullable<WriteGuard['capacity']>,
): Promise<boolean> {
  await queries.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 7214400))', operatorId);
  const row = await queries.get<{ his: boolean; others: number }>(
    `SELECT EXISTS (SELECT 1 FROM handoff WHERE open AND session_id = $2 AND operator_id = $1) AS his,
            (SELECT count(*) FROM (SELECT 1 FROM handoff WHERE open AND operator_id = $1 AND session_id <> $2
                                    LIMIT $3) AS few) AS others`,
    operatorId,
    head.id,
    most,
  );
  return row !== undefined && (row.his || row.others < most);
}

class SessionWriting {
  readonly #queries: Queries;
  readonly #head: Head;
  readonly #at: number;
  readonly #note: ChangeNote;
  /** As it was read. */
  readonly #before: Readonly<Head>;
  /** Further columns of the session's row, which are written with its head. */
  readonly #columns = new Map<string, Parameter>();
  /** What is written in one statement with the head: each round trip less is a fifth of the time of a small write. */
  readonly #besides: Beside[] = [];

  constructor(queries: Queries, head: Head, { at, note }: { at: number; note: ChangeNote }) {
    this.#queries = queries;
    this.#head = head;
    this.#before = { ...head };
    this.#at = at;
    this.#note = note;
  }

  async run(write: SessionWrite): Promise<WriteOutcome> {
    const head = this.#head;
    if (write.deleteFrom !== undefined) await this.#deleteFrom(write.deleteFrom);
    const firstOffset = head.next;
    await this.#append(write.events);
    if (write.rewrite !== undefined) await this.#rewrite(write.rewrite);
    if (write.control !== undefined) head.control = write.control;
    if (write.handoff !== undefined) await this.#writeHandoff(write.handoff);
    if (write.followUp !== undefined)
      await this.#run(CREATE_FOLLOW_UP, ...followUpParameters(write.followUp));
    if (write.control !== undefined || write.handoff !== undefined || write.patch?.customerId !== undefined)
      head.revision++;
    if (write.patch !== undefined) await this.#patch(write.patch);
    if (write.claim !== undefined) this.#claim(write.claim);
    if (write.idempotency !== undefined) {
      const { key, fingerprint } = write.idempotency;
      const offset = firstOffset + (write.answerIndex ?? 0);
      this.#beside(keep, key, fingerprint, offset);
    }
    await this.#writeHead(write.claim?.node);
    return { type: 'committed', firstOffset, at: this.#at, control: head.control };
  }

  /** Who has begun to answer which message, so that others leave it to him while he lives. */
  #claim({ node, turn }: NonNullable<SessionWrite['claim']>): void {
    this.#columns.set('turn', turn + 1);
    this.#columns.set('turn_node', node);
  }

  async #append(events: readonly NewEvent[]): Promise<void> {
    if (events.length === 0) return;
    const head = this.#head;
    const first = head.next;
    const of = <T extends string | null>(value: (event: NewEvent) => T): T[] => events.map(value);
    this.#beside(
      insertEvents,
      first,
      this.#at,
      of(({ kind }) => kind),
      of(({ source }) => source),
      of(({ traceId }) => traceId),
      of(({ data }) => data),
      of(({ metadata }) => metadata),
      of(({ unfinished }) => (unfinished === true ? 'yes' : 'no')),
    );
    head.next += events.length;
    head.lastAt = this.#at;
    for (const [index, event] of events.entries()) await this.#sendAttachments(event, first + index);
    for (const [index, { kind, source }] of events.entries()) {
      if (kind !== 'message') continue;
      head.lastMessage = first + index;
      if (source === 'customer') head.lastCustomer = first + index;
    }
  }

  /** One that has gone since the message was composed undoes the whole write. */
  async #sendAttachments({ source, attachments = [] }: NewEvent, offset: number): Promise<void> {
    const by = source === 'customer' ? 'customer' : 'company';
    for (const id of attachments) {
      const sent = await this.#queries.run(SEND_ATTACHMENT, this.#head.id, id, by, offset);
      if (sent !== 1) throw new WriteFailedError(`attachment ${id} is not there any more`);
    }
  }

  async #rewrite({ offset, data, complete }: NonNullable<SessionWrite['rewrite']>): Promise<void> {
    await this.#run(
      `UPDATE event SET data = $3, unfinished = NOT $4
        WHERE session_id = $1 AND "offset" = $2 AND NOT deleted AND unfinished`,
      this.#head.id,
      offset,
      data,
      complete,
    );
  }

  async #deleteFrom(offset: number): Promise<void> {
    const { id } = this.#head;
    await this.#run(
      'UPDATE event SET deleted = true, unfinished = false WHERE session_id = $1 AND "offset" >= $2',
      id,
      offset,
    );
    await this.#run(REMOVE_SENT_FROM, id, offset);
    await noteSession(this.#queries, id);
    this.#columns.set('agent_state', null);
    const row = await this.#queries.get<{ message: number; customer: number }>(
      `SELECT coalesce((SELECT "offset" FROM event WHERE session_id = $1 AND NOT deleted AND kind = 'message'
                         ORDER BY "offset" DESC LIMIT 1), -1) AS message,
              coalesce((SELECT "offset" FROM event WHERE session_id = $1 AND NOT deleted AND kind = 'message'
                           AND source = 'customer' ORDER BY "offset" DESC LIMIT 1), -1) AS customer`,
      id,
    );
    this.#head.lastMessage = row?.message ?? -1;
    this.#head.lastCustomer = row?.customer ?? -1;
  }

  async #patch(patch: SessionPatch): Promise<void> {
    const head = this.#head;
    const columns = this.#columns;
    if (patch.title !== undefined) columns.set('title', patch.title);
    if (patch.customerId !== undefined) columns.set('customer_id', patch.customerId);
    if (patch.agentId !== undefined) columns.set('agent_id', patch.agentId);
    if (patch.clientOffset !== undefined) columns.set('client_offset', patch.clientOffset);
    if (patch.agentState !== undefined)
      columns.set('agent_state', patch.agentState === null ? null : JSON.stringify(patch.agentState));
    if (patch.metadata !== undefined || patch.labels !== undefined) await this.#merge(patch);
    if (patch.answered !== undefined)
      head.answered = Math.max(head.answered, patch.answered === 'all' ? head.next - 1 : patch.answered);
  }

  async #merge({ metadata, labels }: SessionPatch): Promise<void> {
    const { id } = this.#head;
    const row = await this.#queries.get<{ metadata: string; labels: string[] }>(
      'SELECT metadata, labels FROM session WHERE id = $1',
      id,
    );
    if (row === undefined) return;
    if (metadata !== undefined) {
      const merged = mergeObject(JSON.parse(row.metadata) as JsonObject, metadata.set, metadata.unset);
      this.#columns.set('metadata', JSON.stringify(merged));
    }
    if (labels === undefined) return;
    const kept = new Set([...row.labels, ...labels.upsert]);
    for (const label of labels.remove) kept.delete(label);
    this.#columns.set('labels', [...kept]);
  }

  async #writeHandoff({ state, facts }: NonNullable<SessionWrite['handoff']>): Promise<void> {
    const { id: sessionId } = this.#head;
    const written = await this.#queries.get<{ fresh: boolean }>(
      `INSERT INTO handoff (session_id, id, ${HANDOFF_COLUMNS}, trigger)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
       ON CONFLICT (session_id, id) DO UPDATE SET stage = excluded.stage, open = excluded.open,
         waiting = excluded.waiting, priority = excluded.priority, ended_at = excluded.ended_at,
         due_at = excluded.due_at, state = excluded.state, department = excluded.department,
         operator_id = excluded.operator_id, customer_id = excluded.customer_id
       RETURNING xmax = 0 AS fresh`,
      sessionId,
      state.id,
      ...handoffColumns(state),
      state.evidence[0]?.trigger ?? null,
    );
    await noteHandoff(this.#queries, sessionId, state.id);
    const { id, customer, requestedAt } = state;
    if (written?.fresh === true || facts.some(({ type }) => type === 'identified'))
      await noteEarlier(this.#queries, { id, sessionId, customerId: customer.id, requestedAt });
    if (written?.fresh === true) this.#columns.set('handed', true);
    if (facts.length === 0) return;
    await this.#run(
      `INSERT INTO handoff_fact (session_id, handoff_id, seq, fact)
       SELECT $1, $2, $3 + n - 1, fact FROM unnest($4::text[]) WITH ORDINALITY AS given (fact, n)`,
      sessionId,
      state.id,
      state.entries - facts.length,
      facts.map((fact) => JSON.stringify(fact)),
    );
  }

  /** With it goes what other nodes are told. `claimedBy`: the node that begins a turn with this write. */
  #writeHead(claimedBy: string | undefined): Promise<void> {
    const { id, next, control, revision, lastAt, lastCustomer, lastMessage, answered } = this.#head;
    const { mode, holder, epoch } = control;
    const head = [
      next,
      mode,
      JSON.stringify(holder),
      epoch,
      revision,
      lastAt,
      lastCustomer,
      lastMessage,
      answered,
    ];
    const before = this.#before;
    if (lastCustomer >= 0 !== before.lastCustomer >= 0) this.#columns.set('asked', lastCustomer >= 0);
    const waits = lastCustomer > answered;
    const waited = before.lastCustomer > before.answered;
    const asked = !waited || lastCustomer !== before.lastCustomer;
    if (!waits && waited) this.#beside(answer);
    // Who began before a person came has not begun what the AI is to answer when it has the session again.
    if (waits && (asked || mode !== before.control.mode || claimedBy !== undefined))
      this.#beside(noteUnanswered, mode === 'auto', claimedBy ?? null);
    this.#beside(tell, ...noteParameters(this.#note));
    const columns = [...HEAD_COLUMNS, ...this.#columns.keys()];
    const assignments = columns.map((column, index) => `${column} = $${index + 2}`).join(', ');
    const parameters: Parameter[] = [id, ...head, ...this.#columns.values()];
    const besides = this.#besides.map(({ sql, parameters: own }, index) => {
      const first = parameters.length + 1;
      parameters.push(...own);
      return `beside_${index} AS (${sql(first)})`;
    });
    return this.#run(
      `WITH ${besides.join(', ')} UPDATE session SET ${assignments} WHERE id = $1`,
      ...parameters,
    );
  }

  #beside(sql: Beside['sql'], ...parameters: Parameter[]): void {
    this.#besides.push({ sql, parameters });
  }

  async #run(sql: string, ...parameters: Parameter[]): Promise<void> {
    await this.#queries.run(sql, ...parameters);
  }
}
