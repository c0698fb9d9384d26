import type { CustomerClient } from '@baton/client';
import type { ChatAction, ChatState } from '../state/chat-state.ts';

const ASK_AGAIN_MS = 20_000;

/**
 * The place in the queue moves when others are served, of which this session's log says nothing: so it is asked for
 * when the wait begins and every twenty seconds while somebody looks at it.
 */
export class QueueWatch {
  readonly #api: Pick<CustomerClient, 'readOpenHandoff'>;
  readonly #dispatch: (action: ChatAction) => void;
  readonly #visible: () => boolean;
  #watched: string | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    api: Pick<CustomerClient, 'readOpenHandoff'>,
    dispatch: (action: ChatAction) => void,
    visible: () => boolean,
  ) {
    this.#api = api;
    this.#dispatch = dispatch;
    this.#visible = visible;
  }

  look({ handoff, sessionId }: ChatState): void {
    const waiting = handoff?.phase === 'waiting' && sessionId !== null ? handoff.id : null;
    if (waiting === this.#watched) return;
    this.stop();
    this.#watched = waiting;
    if (waiting === null || sessionId === null) return;
    this.#timer = setInterval(() => this.#visible() && void this.#ask(sessionId), ASK_AGAIN_MS);
    void this.#ask(sessionId);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#watched = null;
  }

  async #ask(sessionId: string): Promise<void> {
    try {
      const handoff = await this.#api.readOpenHandoff(sessionId);
      if (handoff !== null)
        this.#dispatch({
          type: 'position',
          handoffId: handoff.id,
          position: handoff.position,
          wait: handoff.wait,
        });
    } catch {
      // A number that is not known is not shown; the wait itself is told by the log.
    }
  }
}
