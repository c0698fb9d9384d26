import { RequestError, type CustomerClient } from '@baton/client';
import type { HandoffLine } from '@baton/protocol';
import type { ChatAction, ChatState, Choice, Problem } from '../state/chat-state.ts';

/** What is asked of the server about a person. */
export type HandoffApi = Pick<
  CustomerClient,
  | 'requestHandoff'
  | 'readOpenHandoff'
  | 'withdraw'
  | 'chooseCallback'
  | 'chooseEmail'
  | 'rate'
  | 'readLines'
  | 'correctLine'
>;

export interface HandoffChoicesPorts {
  api: HandoffApi;
  state: () => ChatState;
  dispatch: (action: ChatAction) => void;
  /** The session of this conversation, made if there is none. */
  session: () => Promise<string>;
}

/**
 * What the customer may decide about a person: to ask for one, and what to do instead of waiting. Each answers
 * whether the server agreed; the screen changes by what the log then tells.
 */
export class HandoffChoices {
  readonly #ports: HandoffChoicesPorts;

  constructor(ports: HandoffChoicesPorts) {
    this.#ports = ports;
  }

  ask(): Promise<boolean> {
    const { api, session } = this.#ports;
    return this.#choose('person', async () =>
      api.requestHandoff(await session(), { reason: 'customer_requested' }),
    );
  }

  keepWaiting(): void {
    this.#ports.dispatch({ type: 'kept-waiting' });
  }

  goOnWithAi(): Promise<boolean> {
    return this.#chooseInstead('ai', (id) => this.#ports.api.withdraw(id));
  }

  /** Of a conversation that was left: without an answer the server's timers see to it. */
  drop(handoffId: string): void {
    this.#ports.api.withdraw(handoffId).catch(() => undefined);
  }

  callBack(phone: string, at: Date | null): Promise<boolean> {
    const contact = { address: phone, at: at === null ? null : at.toISOString() };
    return this.#chooseInstead('callback', (id) => this.#ports.api.chooseCallback(id, contact));
  }

  email(address: string): Promise<boolean> {
    return this.#chooseInstead('email', (id) => this.#ports.api.chooseEmail(id, { address }));
  }

  /** What was handed over of the conversation; null when that cannot be read now. */
  readLines(handoffId: string): Promise<readonly HandoffLine[] | null> {
    return this.#ports.api.readLines(handoffId).catch(() => null);
  }

  /** `value` null: the line is wrong, and nothing takes its place. Null when it could not be done, which is said. */
  async correct(
    handoffId: string,
    line: string,
    value: string | null,
  ): Promise<readonly HandoffLine[] | null> {
    try {
      return await this.#ports.api.correctLine(handoffId, { line, value });
    } catch (error) {
      this.#ports.dispatch({ type: 'chosen', problem: problemOf(error) });
      return null;
    }
  }

  /** 1 to 5; null: he does not want to say. */
  async rate(score: number | null): Promise<boolean> {
    const { api, state, dispatch } = this.#ports;
    const { rating } = state();
    if (rating === null) return false;
    const { handoffId } = rating;
    if (score !== null && !(await this.#choose('rating', () => api.rate(handoffId, { score })))) return false;
    dispatch({ type: 'rated', score });
    return true;
  }

  #chooseInstead(choice: Choice, request: (handoffId: string) => Promise<unknown>): Promise<boolean> {
    const { handoff } = this.#ports.state();
    if (handoff?.phase !== 'waiting') return Promise.resolve(false);
    return this.#choose(choice, () => request(handoff.id));
  }

  async #choose(choice: Choice, request: () => Promise<unknown>): Promise<boolean> {
    const { state, dispatch } = this.#ports;
    if (state().busy !== null) return false;
    dispatch({ type: 'choosing', choice });
    try {
      await request();
      dispatch({ type: 'chosen', problem: null });
      return true;
    } catch (error) {
      dispatch({ type: 'chosen', problem: problemOf(error), possibleAt: possibleTime(error) });
      return false;
    }
  }
}

function problemOf(error: unknown): Problem {
  if (!(error instanceof RequestError)) return 'not-done';
  if (error.status === 429) return 'too-often';
  if (error.code === 'time-not-possible') return 'no-such-time';
  return error.code === 'wrong-stage' || error.code === 'already-held' ? 'moved-on' : 'not-done';
}

/** What the server proposes in place of a time at which nobody can call. */
function possibleTime(error: unknown): string | null {
  const proposed = error instanceof RequestError ? error.body['nearest_utc'] : null;
  return typeof proposed === 'string' && !Number.isNaN(Date.parse(proposed)) ? proposed : null;
}
