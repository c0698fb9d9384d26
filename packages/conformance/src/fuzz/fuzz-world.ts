import type { Wire } from '../testing/wire.ts';

const MOST_IDS = 300;
const STREAMS = new Set(['GET /stream']);
/** It asks a service elsewhere, which may not be there. */
const ELSEWHERE = 'GET /services/{name}';
/** Longer than any route of an idle server takes. */
const PATIENCE_MS = 20_000;
const INTERNALS =
  /node_modules|\/packages\/|\.ts:\d|\.js:\d|\bat async\b|SQLITE|SqliteError|TypeError|RangeError|SyntaxError|ZodError|FST_ERR/u;

/** What an answer must not be; null when it is as it should be. */
export type Fault = string | null;

/** The server under test, and the names of what is there: it changes under what is sent, and is filled up again. */
export class FuzzWorld {
  readonly #wire: Wire;
  readonly #agent: string;
  readonly #ids: string[] = [];
  readonly counts = new Map<number, number>();

  constructor(wire: Wire, agent: string) {
    this.#wire = wire;
    this.#agent = agent;
  }

  readonly ids = (): readonly string[] => this.#ids;

  /** Something of every kind. */
  async fill(): Promise<void> {
    const post = async (path: string, body: unknown): Promise<{ id?: string }> => {
      const answer = await this.#wire.post(path, body);
      const made = answer.status < 300 ? answer.json<{ id?: string }>() : {};
      if (made.id !== undefined) this.#keep(made.id);
      return made;
    };
    this.#keep(this.#agent);
    await post('/agents', { id: this.#agent, name: 'Ava' });
    for (let i = 0; i < 3; i++) {
      const { id } = await post('/sessions', { agent_id: this.#agent });
      if (id === undefined) continue;
      await post(`/sessions/${id}/events`, {
        kind: 'message',
        source: 'customer',
        message: 'Where is order A-1?',
      });
      if (i > 0) await post(`/sessions/${id}/handoff`, {});
    }
    await post('/customers', { name: 'Ana' });
    await post('/tags', { name: `tag ${this.#ids.length}` });
    await post('/guidelines', { condition: 'c', action: 'a' });
    await post('/operators', { name: 'Mia' });
    await post('/articles', { title: 'Refunds', body: 'Within a week.' });
  }

  /** Sends one request and says what is wrong with the answer. */
  async send(request: {
    readonly route: string;
    readonly method: string;
    readonly path: string;
    readonly body: string | undefined;
    readonly headers: Readonly<Record<string, string>>;
  }): Promise<Fault> {
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), PATIENCE_MS);
    try {
      const response = await fetch(this.#wire.url + request.path, {
        method: request.method,
        redirect: 'manual',
        signal: ending.signal,
        headers: {
          ...request.headers,
          ...(request.body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(request.body !== undefined && { body: request.body }),
      });
      this.counts.set(response.status, (this.counts.get(response.status) ?? 0) + 1);
      const streamed = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
      if (STREAMS.has(request.route) || streamed) {
        await response.body?.cancel();
        return response.status < 500 ? null : `answered ${response.status}`;
      }
      if (request.route === ELSEWHERE && response.status === 503) return null;
      return this.#judge(response.status, await response.text());
    } catch (error) {
      return `was not answered: ${String(error)}`;
    } finally {
      clearTimeout(timer);
    }
  }

  #judge(status: number, text: string): Fault {
    if (status >= 500) return `answered ${status}: ${text.slice(0, 300)}`;
    if (status >= 400) {
      if (INTERNALS.test(text)) return `tells of our insides: ${text.slice(0, 300)}`;
      const body = parsed(text) as { detail?: unknown } | null;
      if (body?.detail === undefined)
        return `refuses with ${status} and does not say why: ${text.slice(0, 200)}`;
      return null;
    }
    this.#learn(parsed(text));
    return null;
  }

  #learn(value: unknown): void {
    const items = Array.isArray(value) ? value.slice(0, 5) : [value];
    for (const item of items) {
      const { id } = (item ?? {}) as { id?: unknown };
      if (typeof id === 'string' && id.length < 100) this.#keep(id);
    }
  }

  #keep(id: string): void {
    if (this.#ids.includes(id)) return;
    // The oldest of those that were learned; the agent stays.
    if (this.#ids.length >= MOST_IDS) this.#ids.splice(1, 1);
    this.#ids.push(id);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
