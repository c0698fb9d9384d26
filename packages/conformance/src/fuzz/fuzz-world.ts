import type { ApiRoute } from './api-routes.ts';
import type { FuzzRequest } from './fuzz-request.ts';
import { KnownIds, idsIn } from './known-ids.ts';
import type { Wire } from '../testing/wire.ts';

const STREAMS = new Set(['GET /stream']);
/** It asks a service elsewhere, which may not be there. */
const ELSEWHERE = 'GET /services/{name}';
/** Longer than any route of an idle server takes. */
const PATIENCE_MS = 20_000;
const INTERNALS =
  /node_modules|\/packages\/|\.ts:\d|\.js:\d|\bat async\b|SQLITE|SqliteError|TypeError|RangeError|SyntaxError|ZodError|FST_ERR/u;

const MIA = { id: 'mia', name: 'Mia' };
/** Everything else hangs on them. */
const STAYS: ReadonlySet<string> = new Set(['ava', 'mia', 'tom', 'guest']);
const EVALUATED = {
  kind: 'guideline',
  guideline: {
    content: { condition: 'The customer asks for the price', action: 'Tell it' },
    tool_ids: [],
    operation: 'add',
    action_proposition: true,
    properties_proposition: true,
  },
};

/** What an answer must not be; null when it is as it should be. */
export type Fault = string | null;

/** The server under test, and the names of what is there: it changes under what is sent, and is filled up again. */
export class FuzzWorld {
  readonly #wire: Wire;
  readonly #agent: string;
  /** Paths of lists whose things can be deleted one by one. */
  readonly #collections: readonly string[];
  readonly ids: KnownIds;
  readonly counts = new Map<number, number>();
  /** Statuses that each route has answered. */
  readonly reached = new Map<string, Set<number>>();

  constructor(wire: Wire, agent: string, routes: readonly ApiRoute[]) {
    this.#wire = wire;
    this.#agent = agent;
    this.ids = new KnownIds(routes.map(({ path }) => path));
    this.#collections = routes.flatMap(({ method, path }) => {
      const collection = /^(\/[\w-]+)\/\{\w+\}$/u.exec(path)?.[1];
      return method === 'DELETE' && collection !== undefined ? [collection] : [];
    });
  }

  /** Takes away what can be, so that a server's memory tells of leaks and not of what it keeps. */
  async empty(): Promise<void> {
    await this.#wire.delete('/sessions');
    for (const collection of this.#collections) {
      const answer = await this.#wire.get(collection);
      const ids = answer.status === 200 ? idsIn(answer.json(), Infinity) : [];
      for (const id of ids) {
        if (STAYS.has(id)) continue;
        await this.#wire.delete(`${collection}/${encodeURIComponent(id)}`);
      }
    }
  }

  /** Something of every kind. */
  async fill(): Promise<void> {
    const make = async (path: string, body: unknown): Promise<string> => {
      const answer = await this.#wire.post(path, body);
      const made = answer.status < 300 ? answer.json<{ id?: string }>() : {};
      this.ids.learn(path, [], made);
      return made.id ?? 'none';
    };
    this.ids.keep(['agent_id'], [this.#agent]);
    await make('/agents', { id: this.#agent, name: 'Ava' });
    const sessions = await this.#fillSessions(make);
    await make('/customers', { name: 'Ana' });
    const tag = await make('/tags', { name: `tag ${sessions[0]}` });
    const guideline = await make('/guidelines', { condition: 'c', action: 'a' });
    const other = await make('/guidelines', { condition: 'd', action: 'b' });
    await make('/relationships', { kind: 'priority', source_guideline: guideline, target_guideline: other });
    const operator = await make('/operators', { name: `Mia ${sessions[0]}` });
    await this.#wire.send('PUT', `/operators/${operator}/presence`, { status: 'available' });
    await make('/departments', { name: `Billing ${sessions[0]}` });
    await make('/articles', { title: 'Refunds', body: 'Within a week.' });
    await make('/terms', { name: `term ${tag}`, description: 'What it means.' });
    await make('/journeys', {
      title: 'Returns',
      description: 'A return.',
      conditions: ['A return is wished'],
    });
    const variable = await make('/context-variables', { name: `plan ${tag}` });
    await this.#wire.send('PUT', `/context-variables/${variable}/gold`, { data: 1 });
    this.ids.keep(['variable_id', 'key'], [variable, 'gold']);
    await this.#wire.send('PUT', '/services/orders', { kind: 'sdk', sdk: { url: 'http://127.0.0.1:1/' } });
    this.ids.keep(['name'], ['orders']);
    await make('/evaluations', { payloads: [EVALUATED] });
    await make('/canned_responses', { value: 'Certainly.', fields: [] });
    await make('/canned-replies', { shortcut: `hi${tag}`, title: 'Hello', text: 'Hello.' });
    await make('/capabilities', { title: 'Refunds', description: 'Gives money back.', signals: ['refund'] });
  }

  /** Some with a conversation, some that a person is wanted in, one that a person has. */
  async #fillSessions(make: (path: string, body: unknown) => Promise<string>): Promise<string[]> {
    const sessions: string[] = [];
    for (let i = 0; i < 3; i++) {
      const id = await make('/sessions', { agent_id: this.#agent });
      sessions.push(id);
      const said = { kind: 'message', source: 'customer', message: 'Where is order A-1?' };
      const event = await this.#wire.post(`/sessions/${id}/events`, said);
      this.ids.learn('/sessions/{session_id}/events', [id], event.json());
      if (i === 0) continue;
      const handoff = (await this.#wire.post(`/sessions/${id}/handoff`, {})).json<{ id?: string }>();
      this.ids.learn('/handoffs', [], handoff);
      if (i === 2) await this.#answer(id, handoff.id ?? 'none', make);
      else await this.#wire.post(`/handoffs/${handoff.id}/callback`, { address: '+49 30 901820' });
    }
    return sessions;
  }

  /** An operator has it and says what others may learn. */
  async #answer(
    session: string,
    handoff: string,
    make: (path: string, body: unknown) => Promise<string>,
  ): Promise<void> {
    await this.#wire.post(`/sessions/${session}/takeover`, { operator: MIA });
    const reply = { message: 'It left on Monday.', as: 'operator', seen_offset: 1000, operator: MIA };
    const said = (await this.#wire.post(`/handoffs/${handoff}/messages`, reply)).json<{ offset?: number }>();
    await make('/candidates', {
      session_id: session,
      answer_offset: said.offset ?? 0,
      kind: 'article',
      operator: MIA,
    });
  }

  /** Sends one request and says what is wrong with the answer. */
  async send(request: FuzzRequest): Promise<Fault> {
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
      const reached = this.reached.get(request.route) ?? new Set();
      this.reached.set(request.route, reached.add(response.status));
      const streamed = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
      if (STREAMS.has(request.route) || streamed) {
        await response.body?.cancel();
        return response.status < 500 ? null : `answered ${response.status}`;
      }
      if (request.route === ELSEWHERE && response.status === 503) return null;
      // Whatever it was asked to leave out, most that was there is gone.
      if (request.route === 'DELETE /sessions' && response.status < 300) await this.fill();
      return this.#judge(request, response.status, await response.text());
    } catch (error) {
      return `was not answered: ${String(error)}`;
    } finally {
      clearTimeout(timer);
    }
  }

  #judge({ route, values }: FuzzRequest, status: number, text: string): Fault {
    if (status >= 500) return `answered ${status}: ${text.slice(0, 300)}`;
    const path = route.slice(route.indexOf(' ') + 1);
    if (status === 404) this.ids.forget(path, values);
    if (status >= 400) {
      if (INTERNALS.test(text)) return `tells of our insides: ${text.slice(0, 300)}`;
      const body = parsed(text) as { detail?: unknown } | null;
      if (body?.detail === undefined)
        return `refuses with ${status} and does not say why: ${text.slice(0, 200)}`;
      return null;
    }
    this.ids.learn(path, values, parsed(text));
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
