import type { HandoffEventData, MessageData, SessionEvent, StatusData, ToolData } from '@baton/protocol';

/** What a turn showed the customer. */
export interface ShownTurn {
  readonly messages: readonly string[];
  /** Ids of the tools that ran, e.g. `built-in:get_claims`. */
  readonly tools: readonly string[];
  /** Types of the handoff's events, e.g. `handoff.requested`. */
  readonly handoff: readonly string[];
}

/** A customer who talks with an agent of a running server, over HTTP. */
export class CustomerChat {
  readonly sessionId: string;
  readonly #url: string;

  private constructor(url: string, sessionId: string) {
    this.#url = url;
    this.sessionId = sessionId;
  }

  static async open(url: string, agentId: string, customerId: string = 'guest'): Promise<CustomerChat> {
    const session = await call<{ id: string }>(`${url}/sessions`, {
      agent_id: agentId,
      customer_id: customerId,
    });
    return new CustomerChat(url, session.id);
  }

  /** Says something and waits until the turn that answers it is over. */
  async say(message: string): Promise<ShownTurn> {
    const events = `${this.#url}/sessions/${this.sessionId}/events`;
    const said = await call<SessionEvent>(events, { kind: 'message', source: 'customer', message });
    const shown: SessionEvent[] = [];
    for (let from = said.offset + 1; ; from = (shown.at(-1)?.offset ?? from) + 1) {
      shown.push(...(await call<SessionEvent[]>(`${events}?min_offset=${from}&wait_for_data=20`)));
      if (shown.some(isOver)) return showTurn(shown);
    }
  }
}

function showTurn(events: readonly SessionEvent[]): ShownTurn {
  return {
    messages: dataOf<MessageData>(events, 'message').map(({ message }) => message),
    tools: dataOf<ToolData>(events, 'tool').flatMap((data) => data.tool_calls.map((each) => each.tool_id)),
    handoff: dataOf<HandoffEventData>(events, 'custom').map(({ type }) => type),
  };
}

function dataOf<T>(events: readonly SessionEvent[], kind: SessionEvent['kind']): T[] {
  return events.filter((event) => event.kind === kind).map(({ data }) => data as T);
}

/** The turn has written its last event: with its answer, or with the request for a person. */
function isOver({ kind, data }: SessionEvent): boolean {
  return kind === 'status' && (data as unknown as StatusData).data?.['stage'] === 'completed';
}

async function call<T>(url: string, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
