import { setTimeout as pause } from 'node:timers/promises';
import type { MessageData, Session, SessionEvent } from '@baton/protocol';
import { makeAgent } from '../make.ts';

const PAUSE_MS = 20;

/** A customer in a session of his own, who repeats each request under its key until it is answered, as a phone does. */
export class RetryingClient {
  /** Texts by offset, in the order in which they were sent. */
  readonly acknowledged: { readonly text: string; readonly offset: number }[] = [];
  /** Requests that were sent again. */
  repeated = 0;
  readonly #url: () => string;
  readonly #name: string;
  #session = '';
  #number = 0;
  #stopped = false;

  private constructor(url: () => string, name: string) {
    this.#url = url;
    this.#name = name;
  }

  static async open(url: () => string, name: string): Promise<RetryingClient> {
    const client = new RetryingClient(url, name);
    const body = { agent_id: makeAgent().id };
    client.#session = (await client.#insist<Session>('/sessions', body, `session ${name}`)).id;
    return client;
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Posts until it is stopped. */
  async keepPosting(): Promise<void> {
    while (!this.#stopped) {
      await this.post('again');
      await pause(PAUSE_MS);
    }
  }

  /** Resolves with the offset. */
  async post(text: string): Promise<number> {
    const key = `${this.#name} ${this.#number++}`;
    const message = `${text} ${key}`;
    const event = await this.#insist<SessionEvent>(this.#events, bodyOf(message), key);
    this.acknowledged.push({ text: message, offset: event.offset });
    return event.offset;
  }

  /** One attempt, under no key; null where there was no answer. */
  tryOnce(text: string): Promise<Response | null> {
    return this.#try(this.#events, bodyOf(text));
  }

  /** Messages of one source from an offset on, as soon as there is one. */
  async waitFor(offset: number, source: string): Promise<SessionEvent[]> {
    for (;;) {
      const query = `min_offset=${offset}&source=${source}&kinds=message&wait_for_data=5`;
      const response = await fetch(`${this.#url()}${this.#events}?${query}`).catch(() => null);
      if (response?.ok === true) return (await response.json()) as SessionEvent[];
      await pause(PAUSE_MS);
    }
  }

  /**
   * What is wrong with the log: an acknowledged text that is not there once at its offset, one out of order, one that
   * nobody acknowledged (other than those that `mayBe` there once), a hole.
   */
  async faults(mayBe: readonly string[] = []): Promise<string[]> {
    const log = await this.#readLog();
    const found = log.flatMap(({ kind, source, data, offset }) =>
      kind === 'message' && source === 'customer'
        ? [{ text: (data as unknown as MessageData).message, offset }]
        : [],
    );
    const told = new Map(this.acknowledged.map(({ text, offset }) => [text, offset]));
    const seen = new Set<string>();
    const faults: string[] = [];
    for (const { text, offset } of found) {
      if (seen.has(text)) faults.push(`"${text}" is there twice`);
      seen.add(text);
      if (!told.has(text) && !mayBe.includes(text)) faults.push(`"${text}" was never acknowledged`);
      if (told.has(text) && told.get(text) !== offset) faults.push(`"${text}" was acknowledged elsewhere`);
    }
    for (const text of told.keys()) if (!seen.has(text)) faults.push(`"${text}" is lost`);
    const offsets = this.acknowledged.map(({ offset }) => offset);
    if (offsets.some((offset, index) => index > 0 && offset <= offsets[index - 1]!))
      faults.push('out of order');
    for (const [index, { offset }] of log.entries()) if (offset !== index) faults.push(`a hole at ${index}`);
    return faults;
  }

  async #readLog(): Promise<SessionEvent[]> {
    for (;;) {
      const response = await fetch(`${this.#url()}${this.#events}?wait_for_data=0`).catch(() => null);
      if (response?.ok === true) return (await response.json()) as SessionEvent[];
      await pause(PAUSE_MS);
    }
  }

  get #events(): string {
    return `/sessions/${this.#session}/events`;
  }

  async #insist<T>(path: string, body: object, key: string): Promise<T> {
    for (;;) {
      const response = await this.#try(path, body, key);
      if (response?.ok === true) return (await response.json()) as T;
      if (response !== null && response.status !== 503)
        throw new Error(`${path}: ${response.status} ${await response.text()}`);
      this.repeated++;
      await pause(PAUSE_MS);
    }
  }

  async #try(path: string, body: object, key?: string): Promise<Response | null> {
    const headers = {
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': key }),
    };
    try {
      return await fetch(this.#url() + path, { method: 'POST', headers, body: JSON.stringify(body) });
    } catch {
      return null;
    }
  }
}

function bodyOf(message: string): object {
  return { kind: 'message', source: 'customer', message };
}
