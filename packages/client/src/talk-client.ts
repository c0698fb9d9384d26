import type { Agent, CreateEvent, CreateSession, Session, SessionEvent } from '@baton/protocol';
import { BackOff } from './back-off.ts';
import { RequestError } from './request-error.ts';
import { connectionOf, sendRequest } from './send-request.ts';
import type { Connection, ConnectionOptions } from './send-request.ts';
import { readServerSentEvents } from './server-sent-events.ts';

export type ConnectionState = 'connecting' | 'open' | 'lost';

/** A session's new log entries, and whether the connection stands. */
export type FollowUpdate =
  | { type: 'event'; event: SessionEvent }
  | { type: 'connection'; state: ConnectionState };

/**
 * How a customer's page talks, with types: a part of its own, so that such a page loads nothing else at first. Every
 * refusal is thrown as a RequestError. Requests that append carry an `Idempotency-Key`, so that calling again with the same key
 * cannot append twice.
 */
export class TalkClient {
  readonly #connection: Connection;

  constructor(options: ConnectionOptions) {
    this.#connection = connectionOf(options);
  }

  listAgents(): Promise<Agent[]> {
    return this.json('GET', '/agents');
  }

  createSession(
    body: CreateSession,
    options?: { allowGreeting?: boolean; idempotencyKey?: string },
  ): Promise<Session> {
    const query = options?.allowGreeting ? '?allow_greeting=true' : '';
    return this.json('POST', `/sessions${query}`, body, options?.idempotencyKey);
  }

  readSession(id: string): Promise<Session> {
    return this.json('GET', `/sessions/${id}`);
  }

  /** All events from `minOffset` on that exist now; never waits. */
  listEvents(sessionId: string, minOffset = 0): Promise<SessionEvent[]> {
    return this.json('GET', `/sessions/${sessionId}/events?min_offset=${minOffset}&wait_for_data=0`);
  }

  createEvent(
    sessionId: string,
    body: CreateEvent,
    idempotencyKey: string = crypto.randomUUID(),
  ): Promise<SessionEvent> {
    return this.json('POST', `/sessions/${sessionId}/events`, body, idempotencyKey);
  }

  /**
   * A session's events from `minOffset` on, for as long as `signal` lives: reconnects by itself and resumes
   * after the last event it gave, so nothing is lost or given twice. Throws on a refusal that trying again
   * cannot mend (401, 403, 404).
   */
  async *follow(sessionId: string, minOffset: number, signal: AbortSignal): AsyncGenerator<FollowUpdate> {
    let next = minOffset;
    const path = (): string => `/sessions/${sessionId}/events?sse=true&min_offset=${next}&wait_for_data=3600`;
    for await (const update of this.frames(path, () => ({}), signal)) {
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
    const response = await this.send('GET', path, undefined, { accept: 'text/event-stream' }, signal);
    for await (const frame of readServerSentEvents(response)) {
      if (frame.event === undefined) yield JSON.parse(frame.data) as SessionEvent;
    }
  }

  protected async *frames(
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
        const response = await this.send(
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

  protected async json<T>(method: string, path: string, body?: unknown, idempotencyKey?: string): Promise<T> {
    const headers: Record<string, string> =
      idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
    const response = await this.send(method, path, body, headers);
    return (await response.json()) as T;
  }

  protected send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Response> {
    return sendRequest(this.#connection, method, path, body, headers, signal);
  }
}
