import type { ConnectionOptions } from '@baton/client';
import { sharedStorage } from '../effects/storage.ts';
import { browserSurroundings, erase, type Surroundings, type UnsentRecord } from '../effects/surroundings.ts';
import { loadExtras, loadExtrasAtLast } from '../load-extras.ts';
import type { Ownership } from './own-conversation.ts';
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
    if (this.#known !== null && !this.#wantsNew) {
      // What is kept here can be read without an answer.
      const extras = this.has(agentId)
        ? await loadExtras().catch(() => null)
        : await loadExtrasAtLast(signal);
      await extras?.findOwn(this.#ownership(this.#known), signal);
    }
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

  #ownership(known: Known): Ownership {
    return {
      server: this.#server,
      agentId: this.#agentId,
      jwt: known.jwt,
      storage: this.#storage,
      around: () => this.#around(),
      tokenOf: (sessionId) => this.tokenOf(sessionId),
      keep: (sessionId, token) => this.#keep(sessionId, token),
      wantsNew: () => this.#wantsNew,
      gotNew: () => (this.#wantsNew = false),
      holds: () => this.has(this.#agentId),
      isKnown: () => this.#known !== null,
      refuse: (code, detail, forGood) => {
        this.#onRefused(code, detail);
        if (forGood) this.#known = null;
      },
    };
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
    if (this.#known !== null) return (await loadExtras()).createOwn(this.#ownership(this.#known), over);
    const response = await fetch(`${url}?token=true`, init);
    if (!response.ok) return response;
    const { id } = (await response.clone().json()) as { id: string };
    over.throwIfAborted();
    this.#keep(id, response.headers.get(TOKEN_HEADER));
    return response;
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

function tokenName(sessionId: string): string {
  return `baton:token:${sessionId}`;
}
