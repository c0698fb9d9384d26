import { RequestError, WidgetClient } from '@baton/client';
import type { ResumeSession, ResumedSession } from '@baton/protocol';
import { Pause } from '../effects/pause.ts';
import type { TextStorage } from '../effects/storage.ts';
import { browserSurroundings, erase, type Surroundings } from '../effects/surroundings.ts';
import { scopeOf } from './scope.ts';

/** What the keeper of sessions (session-keeper.ts) lends for a customer whom his page vouches for. */
export interface Ownership {
  readonly server: string;
  readonly agentId: string;
  readonly jwt: string;
  readonly storage: TextStorage;
  around: () => Surroundings;
  tokenOf: (sessionId: string) => string | null;
  keep: (sessionId: string, token: string | null) => void;
  /** The customer has left a conversation: the next one is to be a new one. */
  wantsNew: () => boolean;
  gotNew: () => void;
  /** This browser holds a conversation of his. */
  holds: () => boolean;
  isKnown: () => boolean;
  /** `forGood`: nobody is known any more. */
  refuse: (code: string, detail: string, forGood: boolean) => void;
}

/** Finds the customer's conversation. Until the server has answered, or has refused the identity. */
export async function findOwn(own: Ownership, signal: AbortSignal): Promise<void> {
  const pause = new Pause();
  while (!signal.aborted && own.isKnown()) {
    try {
      return await resumeFromGuest(own, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (isRefusal(error)) return own.refuse(error.code ?? 'identity-refused', error.message, true);
      // What is kept here can be read without the answer.
      if (own.holds()) return;
      await pause.wait(signal);
    }
  }
}

/** Makes his conversation; the answer is as of 'POST /sessions'. */
export async function createOwn(own: Ownership, over: AbortSignal): Promise<Response> {
  try {
    const { session, token } = await resume(own, { fresh: own.wantsNew() }, null);
    over.throwIfAborted();
    if (session === null) throw new TypeError('no session was made');
    own.keep(session.id, token);
    own.gotNew();
    return Response.json(session);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    own.refuse(error.code ?? 'identity-refused', error.message, false);
    // As a connection that failed: what was written waits for the page to say anew who this is.
    throw new TypeError('the identity was refused', { cause: error });
  }
}

/** What was said, and not sent yet, before the page knew the customer goes along with him. */
async function resumeFromGuest(own: Ownership, signal: AbortSignal): Promise<void> {
  const guestScope = scopeOf(own.server, own.agentId, null);
  const guest = browserSurroundings(guestScope);
  const before = guest.readSession();
  const answer = await resume(own, { only_existing: true }, before);
  if (signal.aborted) return;
  const around = own.around();
  if (answer.session !== null) {
    own.keep(answer.session.id, answer.token);
    around.writeSession(answer.session.id);
  } else around.writeSession(null);
  own.gotNew();
  if (before !== null && before !== answer.session?.id) return;
  const unsent = guest.readUnsent();
  if (unsent !== null && around.readUnsent() === null) around.writeUnsent(unsent);
  if (around.readDraft() === '') around.writeDraft(guest.readDraft());
  own.storage.write(`baton:seen:${guestScope}`, null);
  erase(guest);
}

async function resume(
  own: Ownership,
  body: Partial<ResumeSession>,
  before: string | null,
): Promise<ResumedSession> {
  const token = before === null ? undefined : (own.tokenOf(before) ?? undefined);
  const client = new WidgetClient({ baseUrl: own.server, token });
  try {
    return await client.resume({ agent_id: own.agentId, identity: own.jwt, ...body });
  } catch (error) {
    // The token of the conversation before is of no use any more; the identity may be.
    if (token !== undefined && error instanceof RequestError && error.code === 'unauthenticated')
      return resume(own, body, null);
    throw error;
  }
}

function isRefusal(error: unknown): error is RequestError {
  return error instanceof RequestError && error.status < 500 && error.status !== 429;
}
