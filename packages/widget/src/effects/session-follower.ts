import { RequestError, type CustomerClient } from '@baton/client';
import type { SessionEvent } from '@baton/protocol';
import type { ChatAction, ChatState } from '../state/chat-state.ts';
import { isGrowing } from '../state/log-entry.ts';
import { Pause } from './pause.ts';

export interface FollowerPorts {
  api: Pick<CustomerClient, 'listEvents' | 'follow' | 'followMessage' | 'readSession'>;
  state: () => ChatState;
  dispatch: (action: ChatAction) => void;
  now: () => number;
  /** The session cannot be read any more. */
  gone: (sessionId: string) => void;
}

/** Keeps the state at the end of one session's log until it is stopped. */
export class SessionFollower {
  readonly #ports: FollowerPorts;
  readonly #sessionId: string;
  readonly #pause = new Pause();
  #stop = new AbortController();
  #opened = false;

  constructor(ports: FollowerPorts, sessionId: string) {
    this.#ports = ports;
    this.#sessionId = sessionId;
  }

  start(): void {
    void this.#run(this.#stop.signal);
  }

  stop(): void {
    this.#stop.abort();
  }

  /** For a connection that may be dead without having said so, as after a sleep or a change of network. */
  restart(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.start();
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (this.#ports.state().phase === 'restoring') await this.#restore(signal);
        else await this.#follow(signal);
      } catch (error) {
        if (signal.aborted) return;
        if (isGone(error)) return this.#ports.gone(this.#sessionId);
        this.#ports.dispatch({ type: 'connection', state: 'lost' });
        await this.#pause.wait(signal);
      }
    }
  }

  async #restore(signal: AbortSignal): Promise<void> {
    const { api, dispatch, now } = this.#ports;
    const events = await api.listEvents(this.#sessionId);
    if (signal.aborted) return;
    dispatch({ type: 'history', events, now: now() });
    for (const event of events) if (isGrowing(event)) void this.#grow(event, signal);
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { api, state, dispatch, now } = this.#ports;
    for await (const update of api.follow(this.#sessionId, state().nextOffset, signal)) {
      if (signal.aborted) return;
      if (update.type === 'event') {
        dispatch({ type: 'event', event: update.event, now: now() });
        if (isGrowing(update.event)) void this.#grow(update.event, signal);
      } else await this.#onConnection(update.state, signal);
      this.#pause.reset();
    }
  }

  /** A message that is shown while it is written, until it is complete. */
  async #grow(begun: SessionEvent, signal: AbortSignal): Promise<void> {
    const { api, dispatch, now } = this.#ports;
    const pause = new Pause();
    let growing = true;
    while (growing && !signal.aborted) {
      try {
        for await (const event of api.followMessage(this.#sessionId, begun.id, signal)) {
          if (signal.aborted) return;
          dispatch({ type: 'event', event, now: now() });
          growing = isGrowing(event);
        }
      } catch (error) {
        if (isGone(error)) return;
      }
      if (growing) await pause.wait(signal);
    }
  }

  /** A stream says nothing of a session that is gone: it ends, and so does the next. Hence the question at every new one. */
  async #onConnection(connection: ChatState['connection'], signal: AbortSignal): Promise<void> {
    if (connection === 'open' && this.#opened) await this.#ports.api.readSession(this.#sessionId);
    if (signal.aborted) return;
    if (connection === 'open') this.#opened = true;
    this.#ports.dispatch({ type: 'connection', state: connection });
  }
}

/** Whether the server says that this caller will never be shown the session. */
export function isGone(error: unknown): boolean {
  return error instanceof RequestError && [401, 403, 404].includes(error.status);
}
