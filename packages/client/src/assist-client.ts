import type {
  ActAs,
  ActionResult,
  Assist,
  HandoffDetail,
  QuickAction,
  RewriteDraft,
  RewrittenDraft,
  RunAction,
} from '@baton/protocol';
import { connectionOf, sendRequest } from './send-request.ts';
import type { Connection, ConnectionOptions } from './send-request.ts';

/** What helps an operator to answer. Nothing of it reaches the customer by itself. Refusals are RequestErrors. */
export class AssistClient {
  readonly #connection: Connection;

  constructor(options: ConnectionOptions) {
    this.#connection = connectionOf(options);
  }

  /** Help with the newest customer message; made now where there is none yet. */
  readAssist(handoffId: string): Promise<Assist> {
    return this.#json('GET', `/handoffs/${handoffId}/assist`);
  }

  /** The package's summary is written anew, by a model where there is one. */
  refreshSummary(handoffId: string, body: ActAs = {}): Promise<HandoffDetail> {
    return this.#json('POST', `/handoffs/${handoffId}/summary`, body);
  }

  /** A draft in other words; refused with `no-model` where no model is set up. */
  rewrite(handoffId: string, body: RewriteDraft): Promise<RewrittenDraft> {
    return this.#json('POST', `/handoffs/${handoffId}/rewrite`, body);
  }

  listActions(handoffId: string): Promise<QuickAction[]> {
    return this.#json('GET', `/handoffs/${handoffId}/actions`);
  }

  /** Runs the author's tool; what comes of it is written to the session's log. */
  runAction(
    handoffId: string,
    actionId: string,
    body: RunAction,
    idempotencyKey: string = crypto.randomUUID(),
  ): Promise<ActionResult> {
    return this.#json('POST', `/handoffs/${handoffId}/actions/${encodeURIComponent(actionId)}`, body, {
      'idempotency-key': idempotencyKey,
    });
  }

  async #json<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    return (await (await sendRequest(this.#connection, method, path, body, headers)).json()) as T;
  }
}
