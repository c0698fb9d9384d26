import type { MessageData, Session, SessionEvent } from '@baton/protocol';
import { Random } from '../interleaving.ts';
import { makeAgent } from '../make.ts';

/** Something that was acknowledged: an event that must be there for ever, exactly once. */
export interface Acknowledged {
  readonly sessionId: string;
  readonly id: string;
  readonly offset: number;
  readonly text: string;
  readonly key: string;
}

interface Request {
  readonly method: 'POST' | 'PATCH' | 'GET';
  readonly path: string;
  readonly body?: object;
  readonly key?: string;
}

/**
 * Clients that write to a server that goes away now and then. Each sends one request at a time and repeats it
 * under its key until it is answered, as a phone does in a tunnel.
 */
export class Load {
  readonly acknowledged: Acknowledged[] = [];
  readonly sessionIds: string[] = [];
  readonly faults: string[] = [];
  /** Requests that got no answer and were sent again. */
  repeated = 0;
  readonly #url: () => Promise<string>;
  readonly #clients: Promise<void>;
  #stopping = false;
  #waiting: { readonly count: number; readonly reached: () => void } | null = null;

  constructor(url: () => Promise<string>, clients: number, seed: number) {
    this.#url = url;
    this.#clients = Promise.all(
      Array.from({ length: clients }, (_unused, number) =>
        this.#client(`client-${number}`, new Random(seed + number)),
      ),
    ).then(() => undefined);
  }

  /** Resolves after `count` more acknowledgements. */
  more(count: number): Promise<void> {
    return new Promise((reached) => {
      this.#waiting = { count: this.acknowledged.length + count, reached };
    });
  }

  /** Lets every client finish what it has begun. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#clients;
  }

  async #client(name: string, random: Random): Promise<void> {
    let number = 0;
    const key = (): string => `${name}-${number++}`;
    const body = { agent_id: makeAgent().id };
    const session = await this.send<Session>({ method: 'POST', path: '/sessions', body, key: key() });
    this.sessionIds.push(session.id);
    const path = `/sessions/${session.id}`;
    while (!this.#stopping) {
      const person = random.below(4) === 0;
      const offset = await this.#write(path, person, key(), random);
      // A person has taken the session: the AI gets it back, and answers what comes.
      if (person) await this.send({ method: 'PATCH', path, body: { mode: 'auto' }, key: key() });
      else if (random.below(2) === 0) await this.#answered(`${path}/events?min_offset=${offset + 1}`);
    }
  }

  async #write(path: string, person: boolean, key: string, random: Random): Promise<number> {
    const text = `${person ? 'person' : 'question'} ${key}.`;
    const participant = person ? { participant: { display_name: 'Outside' } } : {};
    const source = person ? 'human_agent' : 'customer';
    const body = { kind: 'message', source, message: text, ...participant };
    const request: Request = { method: 'POST', path: `${path}/events`, body, key };
    const event = await this.send<SessionEvent>(request);
    if ((event.data as unknown as MessageData).message !== text)
      this.faults.push(`${key} was answered with another event`);
    if (random.below(5) === 0) await this.repeat(request, event);
    this.acknowledged.push({ sessionId: path.split('/')[2]!, id: event.id, offset: event.offset, text, key });
    if (this.#waiting !== null && this.acknowledged.length >= this.#waiting.count) this.#waiting.reached();
    return event.offset;
  }

  /** Waits for the AI's answer, from whichever process it comes. */
  async #answered(path: string): Promise<void> {
    const query = `${path}&source=ai_agent&kinds=message&wait_for_data=10`;
    while ((await this.#try({ method: 'GET', path: query }))?.ok !== true) this.repeated++;
  }

  /** The same key gives the same event. */
  async repeat(request: Request, event: SessionEvent): Promise<void> {
    const again = await this.send<SessionEvent>(request);
    if (again.id !== event.id || again.offset !== event.offset) {
      this.faults.push(`${request.key} was at ${event.offset} and is at ${again.offset}`);
    }
  }

  async send<T>(request: Request): Promise<T> {
    for (;;) {
      const response = await this.#try(request);
      if (response?.ok === true) return (await response.json()) as T;
      if (response !== null && response.status !== 503) {
        throw new Error(`${request.method} ${request.path}: ${response.status} ${await response.text()}`);
      }
      this.repeated++;
    }
  }

  /** Null when there was no answer, or not all of one. */
  async #try({ method, path, body, key }: Request): Promise<Response | null> {
    const url = await this.#url();
    try {
      const response = await fetch(url + path, {
        method,
        headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return new Response(await response.text(), { status: response.status });
    } catch {
      return null;
    }
  }
}
