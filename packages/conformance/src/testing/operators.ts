import { BatonClient, RequestError } from '@baton/client';
import type { Handoff, HandoffDetail, SessionEvent } from '@baton/protocol';
import { createSession, handoffStep, readLog } from './conversation.ts';
import type { TestServer } from './start-server.ts';

/* Operators at work, with the typed client. */

export const MIA = { id: 'mia', name: 'Mia' } as const;
export const TOM = { id: 'tom', name: 'Tom' } as const;
export type Operator = { readonly id: string; readonly name: string };

export function clientOf(server: TestServer): BatonClient {
  return new BatonClient({ baseUrl: server.url });
}

/** A new session with a handoff that waits in the queue. */
export async function askForPerson(server: TestServer, body: object = {}): Promise<Handoff> {
  const { id } = await createSession(server.wire, body);
  const handoff = await clientOf(server).requestHandoff(id);
  await handoffStep(server.wire, id, 'handoff.queued');
  return handoff;
}

/** A new session that an operator holds. */
export async function heldBy(server: TestServer, operator: Operator): Promise<HandoffDetail> {
  const handoff = await askForPerson(server);
  return clientOf(server).accept(handoff.id, { operator });
}

/** The newest offset of a session's log, as a screen shows it that is up to date. */
export async function newestOffset(server: TestServer, sessionId: string): Promise<number> {
  return (await readLog(server.wire, sessionId)).at(-1)?.offset ?? -1;
}

/** An operator writes with everything on his screen. */
export async function reply(
  server: TestServer,
  handoff: Handoff,
  operator: Operator,
  message: string,
  as: 'operator' | 'ai' = 'operator',
): Promise<SessionEvent> {
  const seen_offset = await newestOffset(server, handoff.session_id);
  return clientOf(server).reply(handoff.id, { operator, message, as, seen_offset });
}

/** What a request was refused with; throws when it was not refused. */
export async function refusalOf(request: Promise<unknown>): Promise<RequestError> {
  const outcome: unknown = await request.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof RequestError) return outcome;
  throw new Error(`expected a refusal, got ${String(outcome)}`);
}
