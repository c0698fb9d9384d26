import { RequestError, WidgetClient } from '@baton/client';
import type { ConnectionOptions } from '@baton/client';
import type { ResumeSession, ResumedSession } from '@baton/protocol';
import { Pause } from '../effects/pause.ts';
import { sharedStorage } from '../effects/storage.ts';
import { browserSurroundings, type Surroundings, type UnsentRecord } from '../effects/surroundings.ts';
import { scopeOf, sessionNameOf } from './scope.ts';
import { subjectOf } from './subject.ts';

/** As `SESSION_TOKEN_HEADER` of the protocol, whose values would bring its schemas along. */
const TOKEN_HEADER = 'baton-session-token';

/** Who the customer is, as his page says. */
interface Known {
  jwt: string;
  subject: string;
}

/**
 * Keeps the customer's sessions in a page of another origin, where the server's cookies do not come along: the tokens
 * are in that origin's storage and go out in `Authorization`. What different customers of one browser said is kept
 * apart. How a session comes about hangs on whether the page vouches for the customer; the chat does not know.
 */
export class SessionKeeper {
  readonly #server: string;
  readonly #storage = sharedStorage();
  /** By session; of this page, so that a session left by another tab can still be ended well. */
  readonly #tokens = new Map<string, string>();
  /** Called with the code of an identity's refusal. */
  readonly #onRefused: (code: string, detail: string) => void;
  #known: Known | null = null;
  #agentId = '';
  #current: string | null = null;
  constructor(server: string, onRefused: (code: string, detail: string) => void) {
    this.#server = server;
    this.#onRefused = onRefused;
  }

  /** How a chat reaches the server until `signal` ends it: then the customer may be another one. */
  connection(signal: AbortSignal): ConnectionOptions {
    return {
      baseUrl: this.#server,
      fetch: (url, init = {}) => {
        const signals = [signal, ...(init.signal ? [init.signal] : [])];
        return this.#fetch(url as string, { ...init, signal: AbortSignal.any(signals) }, signal);
      },
    };
  }

  /** Whether this browser holds a conversation with the agent. */
  has(agentId: string): boolean {
    return this.#storage.read(sessionNameOf(this.#scope(agentId))) !== null;
  }

  /** Where this browser keeps how far the customer has read. */
  get seenName(): string {
    return `baton:seen:${this.#scope(this.#agentId)}`;
  }

  /** Says who the customer is; null: nobody that is known. False for what is no identity. */
  know(jwt: string | null): boolean {
    const subject = jwt === null ? null : subjectOf(jwt);
    this.#known = jwt === null || subject === null ? null : { jwt, subject };
    return jwt === null || subject !== null;
  }

  get jwt(): string | null {
    return this.#known?.jwt ?? null;
  }

  get subject(): string | null {
    return this.#known?.subject ?? null;
  }

  /** What the chat with this agent is kept in, once the customer's own conversation has been found. */
  async enter(agentId: string, signal: AbortSignal): Promise<Surroundings> {
    this.#agentId = agentId;
    if (this.#known !== null && !this.#wantsNew) await this.#findOwn(signal);
    return until(signal, this.#around());
  }

  /** Forgets the conversation of who is known now, as at a sign-out. */
  forget(): void {
    erase(this.#around());
    this.#wantsNew = false;
    this.#storage.write(this.seenName, null);
  }

  /** The customer has left a conversation, in whichever tab: the next one is to be a new one. */
  get #wantsNew(): boolean {
    return this.#storage.read(`baton:new:${this.#scope(this.#agentId)}`) !== null;
  }

  set #wantsNew(wants: boolean) {
    this.#storage.write(`baton:new:${this.#scope(this.#agentId)}`, wants ? 'yes' : null);
  }

  #scope(agentId: string): string {
    return scopeOf(this.#server, agentId, this.subject);
  }

  #around(): Surroundings {
    const own = browserSurroundings(this.#scope(this.#agentId));
    this.#current = own.readSession();
    return {
      ...own,
      readSession: () => (this.#current = own.readSession()),
      writeSession: (id) => {
        const before = own.readSession();
        if (id === null) this.#wantsNew = true;
        if (before !== null && before !== id) this.#storage.write(tokenName(before), null);
        this.#current = id;
        own.writeSession(id);
      },
    };
  }

  /** Until the server has answered, or has refused the identity: then nobody is known. */
  async #findOwn(signal: AbortSignal): Promise<void> {
    const pause = new Pause();
    while (!signal.aborted && this.#known !== null) {
      try {
        return await this.#resumeFromGuest(this.#known, signal);
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof RequestError && error.status < 500 && error.status !== 429) {
          this.#onRefused(error.code ?? 'identity-refused', error.message);
          this.#known = null;
          return;
        }
        // What is kept here can be read without the answer.
        if (this.has(this.#agentId)) return;
        await pause.wait(signal);
      }
    }
  }

  /** What was said, and not sent yet, before the page knew the customer goes along with him. */
  async #resumeFromGuest(known: Known, signal: AbortSignal): Promise<void> {
    const guestScope = scopeOf(this.#server, this.#agentId, null);
    const guest = browserSurroundings(guestScope);
    const before = guest.readSession();
    const answer = await this.#resume(known, { only_existing: true }, before);
    if (signal.aborted) return;
    const own = this.#around();
    if (answer.session !== null) {
      this.#keep(answer.session.id, answer.token);
      own.writeSession(answer.session.id);
    } else own.writeSession(null);
    this.#wantsNew = false;
    if (before !== null && before !== answer.session?.id) return;
    const unsent = guest.readUnsent();
    if (unsent !== null && own.readUnsent() === null) own.writeUnsent(unsent);
    if (own.readDraft() === '') own.writeDraft(guest.readDraft());
    this.#storage.write(`baton:seen:${guestScope}`, null);
    erase(guest);
  }

  #resume(known: Known, body: Partial<ResumeSession>, own: string | null): Promise<ResumedSession> {
    const token = own === null ? undefined : (this.tokenOf(own) ?? undefined);
    const client = new WidgetClient({ baseUrl: this.#server, token });
    return client
      .resume({ agent_id: this.#agentId, identity: known.jwt, ...body })
      .catch((error: unknown) => {
        // The token of the conversation before is of no use any more; the identity may be.
        if (token !== undefined && error instanceof RequestError && error.code === 'unauthenticated')
          return this.#resume(known, body, null);
        throw error;
      });
  }

  #keep(sessionId: string, token: string | null): void {
    if (token === null) return;
    this.#tokens.set(sessionId, token);
    this.#storage.write(tokenName(sessionId), token);
  }

  /** With which this browser is the customer of the session; null: it is not. */
  tokenOf(sessionId: string): string | null {
    return this.#storage.read(tokenName(sessionId)) ?? this.#tokens.get(sessionId) ?? null;
  }

  #fetch(url: string, init: RequestInit, over: AbortSignal): Promise<Response> {
    const path = url.slice(this.#server.length);
    if (init.method === 'POST' && path === '/sessions') return this.#create(url, init, over);
    const named = /^\/sessions\/([^/?]+)/.exec(path)?.[1];
    const session = named === undefined ? this.#current : decodeURIComponent(named);
    const token = session === null ? null : this.tokenOf(session);
    if (token === null) return fetch(url, init);
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(url, { ...init, headers });
  }

  async #create(url: string, init: RequestInit, over: AbortSignal): Promise<Response> {
    if (this.#known !== null) return this.#createKnown(this.#known, over);
    const response = await fetch(`${url}?token=true`, init);
    if (!response.ok) return response;
    const { id } = (await response.clone().json()) as { id: string };
    over.throwIfAborted();
    this.#keep(id, response.headers.get(TOKEN_HEADER));
    return response;
  }

  async #createKnown(known: Known, over: AbortSignal): Promise<Response> {
    try {
      const { session, token } = await this.#resume(known, { fresh: this.#wantsNew }, null);
      over.throwIfAborted();
      if (session === null) throw new TypeError('no session was made');
      this.#keep(session.id, token);
      this.#wantsNew = false;
      return Response.json(session);
    } catch (error) {
      if (!(error instanceof RequestError) || error.status >= 500 || error.status === 429) throw error;
      this.#onRefused(error.code ?? 'identity-refused', error.message);
      // As a connection that failed: what was written waits for the page to say anew who this is.
      throw new TypeError('the identity was refused', { cause: error });
    }
  }
}

/** A chat that is over writes nothing any more: what it would write belongs to somebody else by now. */
function until(signal: AbortSignal, around: Surroundings): Surroundings {
  const guarded =
    <T>(write: (value: T) => void) =>
    (value: T): void => {
      if (!signal.aborted) write(value);
    };
  return {
    ...around,
    writeSession: guarded((id: string | null) => around.writeSession(id)),
    writeUnsent: guarded((record: UnsentRecord) => around.writeUnsent(record)),
    writeDraft: guarded((text: string) => around.writeDraft(text)),
  };
}

function erase(around: Surroundings): void {
  around.writeSession(null);
  around.writeUnsent({ sessionKey: '', sends: [] });
  around.writeDraft('');
}

function tokenName(sessionId: string): string {
  return `baton:token:${sessionId}`;
}
