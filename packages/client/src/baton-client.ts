import type {
  AddCommitment,
  AddNote,
  ActAs,
  Agent,
  Handoff,
  HandoffDetail,
  Journey,
  JourneyNode,
  OfferHandoff,
  Page,
  PrioritiseHandoff,
  ResolveHandoff,
  ReturnHandoff,
  SendReply,
  Session,
  SessionEvent,
  SessionHead,
  StreamFrame,
  TakeOver,
  TransferHandoff,
  TurnRecord,
  UpdateSession,
} from '@baton/protocol';
import { CustomerClient } from './customer-client.ts';
import type { ConnectionState } from './talk-client.ts';
import { searchParams } from './search-params.ts';
import type { ConnectionOptions } from './send-request.ts';

export type BatonClientOptions = ConnectionOptions;

/** Who the server takes the caller for. */
export interface Identity {
  role: 'admin' | 'operator' | 'integration' | 'customer' | 'anonymous';
  operator: { id: string; name: string } | null;
}

export type StreamUpdate =
  /** `cursor`: where a stream that is opened anew goes on. */
  | { type: 'frame'; frame: StreamFrame; cursor: string | null }
  | { type: 'connection'; state: ConnectionState };

/** Of `GET /handoffs`; ages in seconds. */
export interface HandoffListQuery {
  stage?: string;
  department?: string;
  operator?: string;
  reason?: string;
  min_age?: number;
  max_age?: number;
  sort?: 'oldest' | 'newest' | 'queue';
  limit?: number;
  cursor?: string;
}

export interface StreamOptions {
  /** With an admin's key: the operator whose console this is. */
  operator?: string | undefined;
  /** Sessions whose events are wanted although they are not his; at most 20. */
  watch?: readonly string[] | undefined;
  /** A cursor to go on from; absent: begin with a snapshot. */
  from?: string | null | undefined;
}

/**
 * Baton's REST API with types, beside what a customer's page does of it. Every refusal is thrown as a RequestError. Requests that append carry an
 * `Idempotency-Key`, so that calling again with the same key cannot append twice.
 */
export class BatonClient extends CustomerClient {
  whoAmI(): Promise<Identity> {
    return this.json('GET', '/identity');
  }

  /** Signs a browser in with an API key: the answer sets a cookie that scripts cannot read. */
  signIn(key: string): Promise<Identity> {
    return this.json('POST', '/identity', { key });
  }

  async signOut(): Promise<void> {
    await this.send('DELETE', '/identity');
  }

  readAgent(id: string): Promise<Agent> {
    return this.json('GET', `/agents/${encodeURIComponent(id)}`);
  }

  /** The conversations that began last, with their last messages; the one in which something was said last first. */
  recentSessions(
    query: { agent_id?: string; customer_id?: string; limit?: number; cursor?: string } = {},
  ): Promise<Page<SessionHead>> {
    return this.json('GET', `/sessions/recent?${searchParams(query)}`);
  }

  updateSession(id: string, body: UpdateSession): Promise<Session> {
    return this.json('PATCH', `/sessions/${id}`, body);
  }

  /**
   * The newest `limit` events, or those just before an offset, in the order of the log: fewer where they are large,
   * none when nothing lies before. At most 1000.
   */
  listNewestEvents(sessionId: string, limit: number, before?: number): Promise<SessionEvent[]> {
    const query = searchParams({ newest: limit, before_offset: before });
    return this.json('GET', `/sessions/${sessionId}/events?${query}`);
  }

  /** What the AI's turns in a session did and why, newest first. Not for customers. */
  listTraces(sessionId: string, query: { limit?: number; cursor?: string } = {}): Promise<Page<TurnRecord>> {
    return this.json('GET', `${tracesPath(sessionId)}?${searchParams(query)}`);
  }

  /**
   * What the turn did that an event came from, by the event's `trace_id`. Refused with 404 when there is no record:
   * the event is not of a turn, or the turn goes on and its record is written at its end.
   */
  readTrace(sessionId: string, traceId: string): Promise<TurnRecord> {
    return this.json('GET', `${tracesPath(sessionId)}/${encodeURIComponent(traceId)}`);
  }

  readJourney(id: string): Promise<Journey> {
    return this.json('GET', `/journeys/${encodeURIComponent(id)}`);
  }

  /** The states of a journey, in no order. */
  listJourneyNodes(journeyId: string): Promise<JourneyNode[]> {
    return this.json('GET', `/journeys/${encodeURIComponent(journeyId)}/nodes`);
  }

  takeOver(sessionId: string, body: TakeOver = {}): Promise<HandoffDetail> {
    return this.json('POST', `/sessions/${sessionId}/takeover`, body);
  }

  listHandoffs(query: HandoffListQuery = {}): Promise<Page<Handoff>> {
    return this.json('GET', `/handoffs?${searchParams({ ...query })}`);
  }

  readHandoff(id: string): Promise<HandoffDetail> {
    return this.json('GET', `/handoffs/${id}`);
  }

  accept(handoffId: string, body: ActAs = {}): Promise<HandoffDetail> {
    return this.json('POST', `/handoffs/${handoffId}/accept`, body);
  }

  /** The next operator is asked at once. */
  decline(handoffId: string, body: ActAs = {}): Promise<HandoffDetail> {
    return this.json('POST', `/handoffs/${handoffId}/decline`, body);
  }

  /** Puts a waiting handoff to one operator who is here. */
  offer(handoffId: string, body: OfferHandoff): Promise<HandoffDetail> {
    return this.json('POST', `/handoffs/${handoffId}/offer`, body);
  }

  /** To a department's queue, or to one operator who is here; the age of the request is kept. */
  transfer(handoffId: string, body: TransferHandoff): Promise<HandoffDetail> {
    return this.json('POST', `/handoffs/${handoffId}/transfer`, body);
  }

  /** Moves a waiting handoff in its queue: leads only. */
  prioritise(handoffId: string, body: PrioritiseHandoff): Promise<HandoffDetail> {
    return this.json('POST', `/handoffs/${handoffId}/priority`, body);
  }

  /** A session that is about to go back to the AI stays with its holder. */
  keep(handoffId: string, body: ActAs = {}): Promise<HandoffDetail> {
    return this.json('POST', `/handoffs/${handoffId}/keep`, body);
  }

  /** Records something that was promised to the customer. */
  addCommitment(
    handoffId: string,
    body: AddCommitment,
    idempotencyKey: string = crypto.randomUUID(),
  ): Promise<HandoffDetail> {
    return this.json('POST', `/handoffs/${handoffId}/commitments`, body, idempotencyKey);
  }

  /** A promise has been kept, or let go of. */
  settleCommitment(handoffId: string, commitmentId: string, body: ActAs = {}): Promise<HandoffDetail> {
    return this.json(
      'POST',
      `/handoffs/${handoffId}/commitments/${encodeURIComponent(commitmentId)}/settle`,
      body,
    );
  }

  /** Refused with `stale-view` and `missing_events` when newer events exist than `seen_offset`. */
  reply(
    handoffId: string,
    body: SendReply,
    idempotencyKey: string = crypto.randomUUID(),
  ): Promise<SessionEvent> {
    return this.json('POST', `/handoffs/${handoffId}/messages`, body, idempotencyKey);
  }

  addNote(
    handoffId: string,
    body: AddNote,
    idempotencyKey: string = crypto.randomUUID(),
  ): Promise<HandoffDetail> {
    return this.json('POST', `/handoffs/${handoffId}/notes`, body, idempotencyKey);
  }

  resolve(handoffId: string, body: ResolveHandoff): Promise<HandoffDetail> {
    return this.json('POST', `/handoffs/${handoffId}/resolve`, body);
  }

  returnToAi(handoffId: string, body: ReturnHandoff): Promise<HandoffDetail> {
    return this.json('POST', `/handoffs/${handoffId}/return`, body);
  }

  /** The console's live connection: a snapshot or what was missed, then every change. Reconnects by itself. */
  async *stream(
    signal: AbortSignal,
    { operator, watch = [], from = null }: StreamOptions = {},
  ): AsyncGenerator<StreamUpdate> {
    let cursor = from;
    const query = searchParams({ operator, watch: watch.length === 0 ? undefined : watch.join(',') });
    const path = query.size === 0 ? '/stream' : `/stream?${query}`;
    const headers = (): Record<string, string> => (cursor === null ? {} : { 'last-event-id': cursor });
    for await (const update of this.frames(() => path, headers, signal)) {
      if (update.type === 'connection') {
        yield update;
        continue;
      }
      cursor = update.frame.id ?? cursor;
      yield { type: 'frame', frame: JSON.parse(update.frame.data) as StreamFrame, cursor };
    }
  }
}

function tracesPath(sessionId: string): string {
  return `/sessions/${encodeURIComponent(sessionId)}/traces`;
}
