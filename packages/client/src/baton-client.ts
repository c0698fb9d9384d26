import type {
  AddCommitment,
  AddNote,
  ActAs,
  Agent,
  ChooseContact,
  CorrectLine,
  CreateEvent,
  CreateSession,
  Handoff,
  HandoffDetail,
  HandoffLine,
  HandoffLines,
  Journey,
  JourneyNode,
  OfferHandoff,
  Page,
  PrioritiseHandoff,
  RateHandoff,
  RequestHandoff,
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
import { BackOff } from './back-off.ts';
import { RequestError } from './request-error.ts';
import { searchParams } from './search-params.ts';
import { connectionOf, sendRequest } from './send-request.ts';
import type { Connection, ConnectionOptions } from './send-request.ts';
import { readServerSentEvents } from './server-sent-events.ts';

export type BatonClientOptions = ConnectionOptions;

/** Who the server takes the caller for. */
export interface Identity {
  role: 'admin' | 'operator' | 'integration' | 'customer' | 'anonymous';
  operator: { id: string; name: string } | null;
}

export type ConnectionState = 'connecting' | 'open' | 'lost';

/** A session's new log entries, and whether the connection stands. */
export type FollowUpdate =
  | { type: 'event'; event: SessionEvent }
  | { type: 'connection'; state: ConnectionState };

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
 * Baton's REST API with types. Every refusal is thrown as a RequestError. Requests that append carry an
 * `Idempotency-Key`, so that calling again with the same key cannot append twice.
 */
export class BatonClient {
  readonly #connection: Connection;

  constructor(options: BatonClientOptions) {
    this.#connection = connectionOf(options);
  }

  whoAmI(): Promise<Identity> {
    return this.#json('GET', '/identity');
  }

  /** Signs a browser in with an API key: the answer sets a cookie that scripts cannot read. */
  signIn(key: string): Promise<Identity> {
    return this.#json('POST', '/identity', { key });
  }

  async signOut(): Promise<void> {
    await this.#send('DELETE', '/identity');
  }

  listAgents(): Promise<Agent[]> {
    return this.#json('GET', '/agents');
  }

  readAgent(id: string): Promise<Agent> {
    return this.#json('GET', `/agents/${encodeURIComponent(id)}`);
  }

  createSession(
    body: CreateSession,
    options?: { allowGreeting?: boolean; idempotencyKey?: string },
  ): Promise<Session> {
    const query = options?.allowGreeting ? '?allow_greeting=true' : '';
    return this.#json('POST', `/sessions${query}`, body, options?.idempotencyKey);
  }

  /** The conversations that began last, with their last messages; the one in which something was said last first. */
  recentSessions(
    query: { agent_id?: string; limit?: number; cursor?: string } = {},
  ): Promise<Page<SessionHead>> {
    return this.#json('GET', `/sessions/recent?${searchParams(query)}`);
  }

  readSession(id: string): Promise<Session> {
    return this.#json('GET', `/sessions/${id}`);
  }

  updateSession(id: string, body: UpdateSession): Promise<Session> {
    return this.#json('PATCH', `/sessions/${id}`, body);
  }

  /** All events from `minOffset` on that exist now; never waits. */
  listEvents(sessionId: string, minOffset = 0): Promise<SessionEvent[]> {
    return this.#json('GET', `/sessions/${sessionId}/events?min_offset=${minOffset}&wait_for_data=0`);
  }

  /**
   * The newest `limit` events, or those just before an offset, in the order of the log: fewer where they are large,
   * none when nothing lies before. At most 1000.
   */
  listNewestEvents(sessionId: string, limit: number, before?: number): Promise<SessionEvent[]> {
    const query = searchParams({ newest: limit, before_offset: before });
    return this.#json('GET', `/sessions/${sessionId}/events?${query}`);
  }

  createEvent(
    sessionId: string,
    body: CreateEvent,
    idempotencyKey: string = crypto.randomUUID(),
  ): Promise<SessionEvent> {
    return this.#json('POST', `/sessions/${sessionId}/events`, body, idempotencyKey);
  }

  /** What the AI's turns in a session did and why, newest first. Not for customers. */
  listTraces(sessionId: string, query: { limit?: number; cursor?: string } = {}): Promise<Page<TurnRecord>> {
    return this.#json('GET', `${tracesPath(sessionId)}?${searchParams(query)}`);
  }

  /**
   * What the turn did that an event came from, by the event's `trace_id`. Refused with 404 when there is no record:
   * the event is not of a turn, or the turn goes on and its record is written at its end.
   */
  readTrace(sessionId: string, traceId: string): Promise<TurnRecord> {
    return this.#json('GET', `${tracesPath(sessionId)}/${encodeURIComponent(traceId)}`);
  }

  readJourney(id: string): Promise<Journey> {
    return this.#json('GET', `/journeys/${encodeURIComponent(id)}`);
  }

  /** The states of a journey, in no order. */
  listJourneyNodes(journeyId: string): Promise<JourneyNode[]> {
    return this.#json('GET', `/journeys/${encodeURIComponent(journeyId)}/nodes`);
  }

  requestHandoff(sessionId: string, body: RequestHandoff = {}): Promise<Handoff> {
    return this.#json('POST', `/sessions/${sessionId}/handoff`, body);
  }

  /** The session's open handoff, as its customer may see it; null when there is none. */
  async readOpenHandoff(sessionId: string): Promise<Handoff | null> {
    const { handoff } = await this.#json<{ handoff: Handoff | null }>(
      'GET',
      `/sessions/${sessionId}/handoff`,
    );
    return handoff;
  }

  takeOver(sessionId: string, body: TakeOver = {}): Promise<HandoffDetail> {
    return this.#json('POST', `/sessions/${sessionId}/takeover`, body);
  }

  listHandoffs(query: HandoffListQuery = {}): Promise<Page<Handoff>> {
    return this.#json('GET', `/handoffs?${searchParams({ ...query })}`);
  }

  readHandoff(id: string): Promise<HandoffDetail> {
    return this.#json('GET', `/handoffs/${id}`);
  }

  accept(handoffId: string, body: ActAs = {}): Promise<HandoffDetail> {
    return this.#json('POST', `/handoffs/${handoffId}/accept`, body);
  }

  /** The next operator is asked at once. */
  decline(handoffId: string, body: ActAs = {}): Promise<HandoffDetail> {
    return this.#json('POST', `/handoffs/${handoffId}/decline`, body);
  }

  /** Puts a waiting handoff to one operator who is here. */
  offer(handoffId: string, body: OfferHandoff): Promise<HandoffDetail> {
    return this.#json('POST', `/handoffs/${handoffId}/offer`, body);
  }

  /** To a department's queue, or to one operator who is here; the age of the request is kept. */
  transfer(handoffId: string, body: TransferHandoff): Promise<HandoffDetail> {
    return this.#json('POST', `/handoffs/${handoffId}/transfer`, body);
  }

  /** Moves a waiting handoff in its queue: leads only. */
  prioritise(handoffId: string, body: PrioritiseHandoff): Promise<HandoffDetail> {
    return this.#json('POST', `/handoffs/${handoffId}/priority`, body);
  }

  /** A session that is about to go back to the AI stays with its holder. */
  keep(handoffId: string, body: ActAs = {}): Promise<HandoffDetail> {
    return this.#json('POST', `/handoffs/${handoffId}/keep`, body);
  }

  /** Records something that was promised to the customer. */
  addCommitment(
    handoffId: string,
    body: AddCommitment,
    idempotencyKey: string = crypto.randomUUID(),
  ): Promise<HandoffDetail> {
    return this.#json('POST', `/handoffs/${handoffId}/commitments`, body, idempotencyKey);
  }

  /** A promise has been kept, or let go of. */
  settleCommitment(handoffId: string, commitmentId: string, body: ActAs = {}): Promise<HandoffDetail> {
    return this.#json(
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
    return this.#json('POST', `/handoffs/${handoffId}/messages`, body, idempotencyKey);
  }

  addNote(
    handoffId: string,
    body: AddNote,
    idempotencyKey: string = crypto.randomUUID(),
  ): Promise<HandoffDetail> {
    return this.#json('POST', `/handoffs/${handoffId}/notes`, body, idempotencyKey);
  }

  resolve(handoffId: string, body: ResolveHandoff): Promise<HandoffDetail> {
    return this.#json('POST', `/handoffs/${handoffId}/resolve`, body);
  }

  returnToAi(handoffId: string, body: ReturnHandoff): Promise<HandoffDetail> {
    return this.#json('POST', `/handoffs/${handoffId}/return`, body);
  }

  /** The customer goes on with the AI. */
  withdraw(handoffId: string): Promise<Handoff> {
    return this.#json('POST', `/handoffs/${handoffId}/withdraw`, {});
  }

  /** The customer has left the conversation. */
  leave(handoffId: string): Promise<Handoff> {
    return this.#json('POST', `/handoffs/${handoffId}/leave`, {});
  }

  /** The customer says how well he was helped. */
  rate(handoffId: string, body: RateHandoff): Promise<Handoff> {
    return this.#json('POST', `/handoffs/${handoffId}/rating`, body);
  }

  /** What was handed over of the conversation, as its customer may see it. */
  async readLines(handoffId: string): Promise<HandoffLine[]> {
    return (await this.#json<HandoffLines>('GET', `/handoffs/${handoffId}/lines`)).lines;
  }

  /** One line of it is put right. */
  async correctLine(handoffId: string, body: CorrectLine): Promise<HandoffLine[]> {
    return (await this.#json<HandoffLines>('POST', `/handoffs/${handoffId}/corrections`, body)).lines;
  }

  chooseCallback(handoffId: string, body: ChooseContact): Promise<Handoff> {
    return this.#json('POST', `/handoffs/${handoffId}/callback`, body);
  }

  chooseEmail(handoffId: string, body: ChooseContact): Promise<Handoff> {
    return this.#json('POST', `/handoffs/${handoffId}/email`, body);
  }

  /**
   * A session's events from `minOffset` on, for as long as `signal` lives: reconnects by itself and resumes
   * after the last event it gave, so nothing is lost or given twice. Throws on a refusal that trying again
   * cannot mend (401, 403, 404).
   */
  async *follow(sessionId: string, minOffset: number, signal: AbortSignal): AsyncGenerator<FollowUpdate> {
    let next = minOffset;
    const path = (): string => `/sessions/${sessionId}/events?sse=true&min_offset=${next}&wait_for_data=3600`;
    for await (const update of this.#frames(path, () => ({}), signal)) {
      if (update.type === 'connection') {
        yield update;
        continue;
      }
      if (update.frame.event !== undefined) continue;
      const event = JSON.parse(update.frame.data) as SessionEvent;
      if (event.offset < next) continue;
      next = event.offset + 1;
      yield { type: 'event', event };
    }
  }

  /**
   * A message that is shown while it is written, as it is now and each time it has grown. Ends when it is complete,
   * and when the connection does.
   */
  async *followMessage(
    sessionId: string,
    eventId: string,
    signal: AbortSignal,
  ): AsyncGenerator<SessionEvent> {
    const path = `/sessions/${sessionId}/events/${eventId}?sse=true&wait_for_data=300`;
    const response = await this.#send('GET', path, undefined, { accept: 'text/event-stream' }, signal);
    for await (const frame of readServerSentEvents(response)) {
      if (frame.event === undefined) yield JSON.parse(frame.data) as SessionEvent;
    }
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
    for await (const update of this.#frames(() => path, headers, signal)) {
      if (update.type === 'connection') {
        yield update;
        continue;
      }
      cursor = update.frame.id ?? cursor;
      yield { type: 'frame', frame: JSON.parse(update.frame.data) as StreamFrame, cursor };
    }
  }

  async *#frames(
    path: () => string,
    headers: () => Record<string, string>,
    signal: AbortSignal,
  ): AsyncGenerator<
    | { type: 'connection'; state: ConnectionState }
    | { type: 'frame'; frame: { id: string | undefined; event: string | undefined; data: string } }
  > {
    const backOff = new BackOff();
    yield { type: 'connection', state: 'connecting' };
    while (!signal.aborted) {
      try {
        const response = await this.#send(
          'GET',
          path(),
          undefined,
          { accept: 'text/event-stream', ...headers() },
          signal,
        );
        yield { type: 'connection', state: 'open' };
        for await (const frame of readServerSentEvents(response)) {
          backOff.reset();
          yield { type: 'frame', frame };
        }
        await backOff.wait(signal);
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof RequestError && [401, 403, 404].includes(error.status)) throw error;
        yield { type: 'connection', state: 'lost' };
        await backOff.wait(signal);
      }
    }
  }

  async #json<T>(method: string, path: string, body?: unknown, idempotencyKey?: string): Promise<T> {
    const headers: Record<string, string> =
      idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
    const response = await this.#send(method, path, body, headers);
    return (await response.json()) as T;
  }

  #send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Response> {
    return sendRequest(this.#connection, method, path, body, headers, signal);
  }
}

function tracesPath(sessionId: string): string {
  return `/sessions/${encodeURIComponent(sessionId)}/traces`;
}
