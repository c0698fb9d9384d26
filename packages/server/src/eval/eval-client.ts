import type { HandoffEventData, MessageData, SessionEvent, StatusData, ToolData } from '@baton/protocol';
import type { ObservedTurn } from './judge-turn.ts';

/** The server did not answer as it should; the message says where. */
export class EvalServerError extends Error {}

export interface EvalTarget {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds a turn may take. */
  readonly timeout: number;
}

interface Named {
  readonly id: string;
}
interface Guideline extends Named {
  readonly condition: string;
  readonly title: string | null;
}
interface Journey extends Named {
  readonly title: string;
}
interface JourneyNode extends Named {
  readonly action: string | null;
}

/** Plays the customer over HTTP, and reads from the log what came of it. */
export class EvalClient {
  readonly #target: EvalTarget;
  readonly #names = new Map<string, readonly string[]>();

  private constructor(target: EvalTarget) {
    this.#target = target;
  }

  static async open(target: EvalTarget): Promise<EvalClient> {
    const client = new EvalClient(target);
    await client.#readNames();
    return client;
  }

  /** The id of the agent with this name or id; of the first one when none is named. */
  async findAgent(named: string | undefined): Promise<string> {
    const agents = await this.#get<(Named & { name: string })[]>('/agents');
    const agent =
      named === undefined ? agents[0] : agents.find(({ id, name }) => id === named || name === named);
    if (agent !== undefined) return agent.id;
    const known = agents.map(({ name }) => name).join(', ');
    throw new EvalServerError(
      `There is no agent ${named ?? ''}; the server has ${known === '' ? 'none' : known}.`,
    );
  }

  async startSession(agentId: string): Promise<string> {
    const session = await this.#post<Named>('/sessions', { agent_id: agentId, title: 'Evaluation' });
    return session.id;
  }

  async endSession(sessionId: string): Promise<void> {
    await this.#send('DELETE', `/sessions/${sessionId}`);
  }

  /** Says something and waits until the turn that answers it has ended. */
  async say(sessionId: string, message: string): Promise<ObservedTurn> {
    const said = await this.#post<SessionEvent>(`/sessions/${sessionId}/events`, {
      kind: 'message',
      source: 'customer',
      message,
    });
    const deadline = performance.now() + this.#target.timeout * 1000;
    const events: SessionEvent[] = [];
    for (let offset = said.offset + 1; ; offset = (events.at(-1)?.offset ?? said.offset) + 1) {
      if (performance.now() > deadline)
        throw new EvalServerError(`The turn did not end within ${this.#target.timeout} s.`);
      const more = await this.#follow(sessionId, offset);
      events.push(...more);
      if (more.some(endsTurn)) return this.#observe(events);
    }
  }

  async #follow(sessionId: string, offset: number): Promise<readonly SessionEvent[]> {
    const path = `/sessions/${sessionId}/events?min_offset=${offset}&wait_for_data=5`;
    const response = await this.#fetch('GET', path);
    if (response.status === 504) return [];
    return (await this.#json(response, path)) as readonly SessionEvent[];
  }

  async #observe(events: readonly SessionEvent[]): Promise<ObservedTurn> {
    const completed = events.flatMap(({ kind, data }) =>
      kind === 'status' ? [(data as unknown as StatusData).data] : [],
    );
    const idsOf = (field: string): string[] =>
      completed.flatMap((data) => ((data[field] ?? []) as unknown as Named[]).map(({ id }) => id));
    const asked = events.find((event) => handoffType(event) === 'handoff.requested');
    return {
      guidelines: idsOf('matched_guidelines').map((id) => this.#names.get(id) ?? [id]),
      journeys: [...idsOf('matched_journeys'), ...idsOf('matched_journey_states')].map(
        (id) => this.#names.get(id) ?? [id],
      ),
      tools: events.flatMap(({ kind, data }) =>
        kind === 'tool'
          ? (data as unknown as ToolData).tool_calls.map((call) => call.tool_id.replace(/^built-in:/, ''))
          : [],
      ),
      messages: events.flatMap(({ kind, source, data }) =>
        kind === 'message' && source !== 'customer' ? [(data as unknown as MessageData).message] : [],
      ),
      handoff: asked === undefined ? null : await this.#reasonOf(asked),
    };
  }

  async #reasonOf(event: SessionEvent): Promise<string> {
    const { handoff_id: id } = event.data as unknown as HandoffEventData;
    const handoff = await this.#get<{ reason: string }>(`/handoffs/${id ?? ''}`);
    return handoff.reason;
  }

  async #readNames(): Promise<void> {
    for (const { id, title, condition } of await this.#get<Guideline[]>('/guidelines')) {
      this.#names.set(id, [title ?? condition, condition, id]);
    }
    for (const { id, title } of await this.#get<Journey[]>('/journeys')) {
      this.#names.set(id, [title, id]);
      for (const node of await this.#get<JourneyNode[]>(`/journeys/${id}/nodes`)) {
        this.#names.set(node.id, [`${title}: ${node.action ?? ''}`, node.id]);
      }
    }
  }

  async #get<T>(path: string): Promise<T> {
    return (await this.#json(await this.#fetch('GET', path), path)) as T;
  }

  async #post<T>(path: string, body: object): Promise<T> {
    return (await this.#json(await this.#fetch('POST', path, body), path)) as T;
  }

  async #send(method: string, path: string): Promise<void> {
    await this.#fetch(method, path);
  }

  async #fetch(method: string, path: string, body?: object): Promise<Response> {
    const { url, headers, timeout } = this.#target;
    try {
      return await fetch(`${url}${path}`, {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
        signal: AbortSignal.timeout(Math.max(timeout, 10) * 1000),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch (error) {
      throw new EvalServerError(`${url} cannot be reached.`, { cause: error });
    }
  }

  async #json(response: Response, path: string): Promise<unknown> {
    const text = await response.text();
    if (!response.ok) throw new EvalServerError(`${path} answered ${response.status}: ${text.slice(0, 300)}`);
    return JSON.parse(text) as unknown;
  }
}

/** A turn ends with its last status, or with an error; one that hands over says so before. */
function endsTurn({ kind, data }: SessionEvent): boolean {
  if (kind !== 'status') return false;
  const { status, data: details } = data as unknown as StatusData;
  return status === 'error' || (status === 'ready' && details['stage'] === 'completed');
}

function handoffType({ kind, source, data }: SessionEvent): string | null {
  return kind === 'custom' && source === 'system' ? (data as unknown as HandoffEventData).type : null;
}
