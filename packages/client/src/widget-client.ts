import type { ResumeSession, ResumedSession, UpdateWidgetSettings, WidgetSettings } from '@baton/protocol';
import { connectionOf, sendRequest } from './send-request.ts';
import type { Connection, ConnectionOptions } from './send-request.ts';

/** What a customer's page needs beside the conversation itself. Every refusal is thrown as a RequestError. */
export class WidgetClient {
  readonly #connection: Connection;

  constructor(options: ConnectionOptions) {
    this.#connection = connectionOf(options);
  }

  readSettings(agentId: string): Promise<WidgetSettings> {
    return this.#json('GET', settingsPath(agentId));
  }

  /** Not for customers. */
  updateSettings(agentId: string, body: UpdateWidgetSettings): Promise<WidgetSettings> {
    return this.#json('PUT', settingsPath(agentId), body);
  }

  /** The conversation of a customer whom the page vouches for. */
  resume(body: ResumeSession): Promise<ResumedSession> {
    return this.#json('POST', '/sessions/resume', body);
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    return (await (await sendRequest(this.#connection, method, path, body)).json()) as T;
  }
}

function settingsPath(agentId: string): string {
  return `/agents/${encodeURIComponent(agentId)}/widget`;
}
