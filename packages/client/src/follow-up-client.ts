import type { DepartmentStatus, FollowUp, FollowUpState, OperatorRef, Page } from '@baton/protocol';
import { connectionOf, sendRequest } from './send-request.ts';
import type { Connection, ConnectionOptions } from './send-request.ts';

export interface FollowUpListQuery {
  state?: FollowUpState | undefined;
  /** Id of a department. */
  department?: string | undefined;
  /** Id of the operator who has taken it upon himself. */
  owner?: string | undefined;
  /** 1 to 100; default 50. */
  limit?: number | undefined;
  /** `next_cursor` of the page before. */
  cursor?: string | undefined;
}

/** Who acts; an operator's own key says it by itself. */
export interface FollowUpAct {
  operator?: OperatorRef | null | undefined;
}

/** Lines and what is promised for later, with types. Every refusal is thrown as a RequestError. */
export class FollowUpClient {
  readonly #connection: Connection;

  constructor(options: ConnectionOptions) {
    this.#connection = connectionOf(options);
  }

  /** In the order of their times. */
  list(query: FollowUpListQuery = {}): Promise<Page<FollowUp>> {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) parameters.set(name, String(value));
    return this.#json('GET', `/follow-ups${parameters.size === 0 ? '' : `?${parameters}`}`);
  }

  claim(id: string, act: FollowUpAct = {}): Promise<FollowUp> {
    return this.#json('POST', `/follow-ups/${encodeURIComponent(id)}/claim`, act);
  }

  done(id: string, act: FollowUpAct & { result?: string | undefined } = {}): Promise<FollowUp> {
    return this.#json('POST', `/follow-ups/${encodeURIComponent(id)}/done`, act);
  }

  cancel(id: string, act: FollowUpAct & { result?: string | undefined } = {}): Promise<FollowUp> {
    return this.#json('POST', `/follow-ups/${encodeURIComponent(id)}/cancel`, act);
  }

  /** Who is there and who waits, department by department. */
  departments(): Promise<DepartmentStatus[]> {
    return this.#json('GET', '/departments/status');
  }

  department(id: string): Promise<DepartmentStatus> {
    return this.#json('GET', `/departments/${encodeURIComponent(id)}/status`);
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    return (await (await sendRequest(this.#connection, method, path, body)).json()) as T;
  }
}
