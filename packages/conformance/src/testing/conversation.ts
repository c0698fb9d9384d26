import type {
  HandoffEventData,
  MessageData,
  Session,
  SessionEvent,
  StatusData,
  ToolData,
} from '@baton/protocol';
import { AGENT } from './start-server.ts';
import type { Answer, Wire } from './wire.ts';

/* What tests do in sessions, over the wire. */

/** The body of an answer with this status; throws with the body otherwise. */
export function accepted<T>(answer: Answer, status = 201): T {
  if (answer.status === status) return answer.json<T>();
  throw new Error(`expected ${status}, got ${answer.status}: ${answer.text}`);
}

export async function createSession(wire: Wire, body: object = {}): Promise<Session> {
  return accepted<Session>(await wire.post('/sessions', { agent_id: AGENT.id, ...body }));
}

export async function post(wire: Wire, sessionId: string, body: object): Promise<SessionEvent> {
  return accepted<SessionEvent>(await wire.post(`/sessions/${sessionId}/events`, body));
}

/** The customer says something. */
export function say(wire: Wire, sessionId: string, message: string): Promise<SessionEvent> {
  return post(wire, sessionId, { kind: 'message', source: 'customer', message });
}

/** A person of the company writes, over REST. */
export function sayAsHuman(wire: Wire, sessionId: string, message: string): Promise<SessionEvent> {
  const participant = { id: 'op-mia', display_name: 'Mia' };
  return post(wire, sessionId, { kind: 'message', source: 'human_agent', message, participant });
}

/** The log as it is now. */
export async function readLog(wire: Wire, sessionId: string, query = ''): Promise<SessionEvent[]> {
  return accepted<SessionEvent[]>(
    await wire.get(`/sessions/${sessionId}/events?wait_for_data=0${query}`),
    200,
  );
}

/** Waits on the wire until the log satisfies `done`; throws with the log after ten seconds. */
export async function logUntil(
  wire: Wire,
  sessionId: string,
  done: (log: readonly SessionEvent[]) => boolean,
): Promise<SessionEvent[]> {
  const log: SessionEvent[] = [];
  const deadline = performance.now() + 10_000;
  for (;;) {
    const next = (log.at(-1)?.offset ?? -1) + 1;
    const answer = await wire.get(`/sessions/${sessionId}/events?min_offset=${next}&wait_for_data=2`);
    if (answer.status !== 504) log.push(...accepted<SessionEvent[]>(answer, 200));
    if (done(log)) return log;
    if (performance.now() > deadline) throw new Error(`it never came:\n${timeline(log).join('\n')}`);
  }
}

/** Waits until `count` turns have ended. */
export function turnsEnded(wire: Wire, sessionId: string, count = 1): Promise<SessionEvent[]> {
  return logUntil(wire, sessionId, (log) => log.filter(endsTurn).length >= count);
}

export function endsTurn(event: SessionEvent): boolean {
  return event.kind === 'status' && stageOf(event) === 'completed';
}

/** Waits until the log tells of a handoff's step, e.g. `handoff.queued`. */
export function handoffStep(wire: Wire, sessionId: string, type: string): Promise<SessionEvent[]> {
  return logUntil(wire, sessionId, (log) => log.some((event) => handoffType(event) === type));
}

/** `handoff.…` or `mode.changed` of an event that tells of a handoff, else null. */
export function handoffType(event: SessionEvent): string | null {
  return event.kind === 'custom' ? (event.data as unknown as HandoffEventData).type : null;
}

/** A log in words, one line an event. */
export function timeline(log: readonly SessionEvent[]): string[] {
  return log.map((event) => {
    switch (event.kind) {
      case 'message':
        return `${event.source}: ${textOf(event)}`;
      case 'status':
        return [`${event.source} ${statusOf(event)}`, stageOf(event)].filter(Boolean).join('/');
      case 'tool':
        return `tool ${(event.data as unknown as ToolData).tool_calls.map((call) => call.tool_id).join(', ')}`;
      case 'custom':
        return `custom ${handoffType(event)}`;
    }
  });
}

function textOf(event: SessionEvent): string {
  return (event.data as unknown as MessageData).message;
}

export function statusOf(event: SessionEvent): string {
  return (event.data as unknown as StatusData).status;
}

function stageOf(event: SessionEvent): string {
  const { stage } = (event.data as unknown as StatusData).data;
  return typeof stage === 'string' ? stage : '';
}

/** Texts of the messages from these sources, in order. */
export function textsFrom(
  log: readonly SessionEvent[],
  ...sources: readonly SessionEvent['source'][]
): string[] {
  return log.filter((event) => event.kind === 'message' && sources.includes(event.source)).map(textOf);
}
