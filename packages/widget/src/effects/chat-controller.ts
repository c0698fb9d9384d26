import { RequestError, type TalkClient } from '@baton/client';
import { loadedExtras, loadExtras, loadExtrasAtLast, whenExtras, type Extras } from '../load-extras.ts';
import {
  initialState,
  reduce,
  type AgentRef,
  type ChatAction,
  type ChatState,
  type Problem,
} from '../state/chat-state.ts';
import { readyFiles } from '../state/uploads.ts';
import { isSettled, KEY_FIELD, nextSend, type Send } from '../state/outbox.ts';
import { VERSION } from '../version.ts';
import { cleanText } from '../text/clean-text.ts';
import type { ChatMore } from './chat-more.ts';
import type { FileApi } from './file-client.ts';
import type { HandoffApi } from './handoff-choices.ts';
import { OwnTyping } from './own-typing.ts';
import { isGone, SessionFollower } from './session-follower.ts';
import type { Surroundings } from './surroundings.ts';

export type TalkApi = Pick<
  TalkClient,
  'createSession' | 'readSession' | 'listEvents' | 'follow' | 'followMessage' | 'createEvent'
>;
/** A hidden page whose connection slept this long gets a new one. */
const STALE_AFTER_MS = 20_000;

/**
 * The conversation of one customer with one agent: holds the state, and does what the customer asks for. What comes
 * of it is seen in the log; nothing here writes to the transcript.
 */
export class ChatController {
  readonly #api: TalkApi;
  readonly #handoffs: (extras: Extras) => HandoffApi;
  readonly #around: Surroundings;
  readonly #listeners = new Set<() => void>();
  readonly #ownTyping: OwnTyping;
  readonly #files: (extras: Extras) => FileApi;
  #state: ChatState;
  #sessionKey: string;
  #creating: Promise<string> | null = null;
  /** A session made here of which nothing has been heard yet. */
  #fresh: string | null = null;
  #follower: SessionFollower | null = null;
  #pumping = false;
  #hiddenAt: number | null = null;
  #typingEnd: ReturnType<typeof setTimeout> | undefined;
  #more: ChatMore | null = null;
  readonly #stopped = new AbortController();

  constructor(
    api: TalkApi,
    around: Surroundings,
    agent: AgentRef,
    files: (extras: Extras) => FileApi,
    handoffs: (extras: Extras) => HandoffApi,
  ) {
    this.#api = api;
    this.#handoffs = handoffs;
    this.#state = initialState(agent);
    this.#around = around;
    this.#sessionKey = around.newKey();
    this.#ownTyping = new OwnTyping(
      (status) => void this.#postTyping(status),
      () => around.now(),
    );
    this.#files = files;
  }

  get state(): ChatState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes up the conversation where this browser left it. */
  start(): void {
    const { signal } = this.#stopped;
    signal.addEventListener(
      'abort',
      this.#around.subscribe((what) => this.#onChange(what)),
    );
    signal.addEventListener(
      'abort',
      whenExtras((extras) => extras?.VERSION === VERSION && this.#add(extras)),
    );
    this.#dispatch({ type: 'online', online: this.#around.online() });
    this.#adopt(this.#around.readSession());
    const unsent = this.#around.readUnsent();
    if (unsent === null) return;
    this.#sessionKey = unsent.sessionKey;
    for (const { files = [], ...send } of unsent.sends)
      this.#dispatch({ type: 'written', send: { ...send, files, status: 'queued' } });
    void this.#pump();
  }

  /** Where a file of this conversation is shown or downloaded from; once the extras have been loaded. */
  fileAddress(fileId: string, inline: boolean): string {
    return this.more.fileAddress(this.#state.sessionId ?? '', fileId, inline);
  }

  stop(): void {
    this.#stopped.abort();
    this.#more?.stop();
    this.#follower?.stop();
    this.#ownTyping.sent();
    clearTimeout(this.#typingEnd);
  }

  /** What only some conversations need: to be had once the extras have been loaded. */
  get more(): ChatMore {
    return this.#more ?? this.#add(loadedExtras() as Extras);
  }

  async askForPerson(): Promise<void> {
    try {
      await loadExtras();
    } catch {
      return this.#dispatch({ type: 'chosen', problem: 'not-done' });
    }
    await this.more.choices.ask();
  }

  /** Stores files that go with the next message. `limit`: bytes of the largest that is taken. */
  async addFiles(files: Iterable<File>, limit: number): Promise<void> {
    // What a page lists it may take back.
    const chosen = [...files];
    if ((await loadExtrasAtLast(this.#stopped.signal)) !== null) this.more.files.add(chosen, limit);
  }

  send(written: string): void {
    const text = cleanText(written);
    const files = readyFiles(this.#state.uploads);
    if (text === '' && files.length === 0) return;
    this.#ownTyping.sent();
    const around = this.#around;
    this.#dispatch({
      type: 'written',
      send: { key: around.newKey(), text, files, at: around.now(), status: 'queued' },
    });
    void this.#pump();
  }

  /** Sends again what failed, and the message `key` even if it was refused. */
  retry(key: string): void {
    this.#dispatch({ type: 'retry', key });
    void this.#pump();
  }

  remove(key: string): void {
    this.#dispatch({ type: 'removed', key });
  }

  readDraft(): string {
    return this.#around.readDraft();
  }

  /** To be called with the text of the composer whenever it changes. */
  typed(text: string): void {
    this.#around.writeDraft(text);
    this.#ownTyping.typed(text);
  }

  dismissProblem(): void {
    this.#dispatch({ type: 'dismissed' });
  }

  /** False while something is on its way: a message goes to the conversation it was written in. */
  get canLeave(): boolean {
    return this.#state.sessionId !== null && isSettled(this.#state.outbox);
  }

  startNew(): void {
    if (!this.canLeave) return;
    const { handoff } = this.#state;
    // Nobody is to wait in the queue for a conversation that was left; without an answer the server's timers see to it.
    if (handoff?.phase === 'waiting') this.more.choices.drop(handoff.id);
    this.#around.writeSession(null);
    this.#leave(null);
  }

  #add(extras: Extras): ChatMore {
    this.#more ??= new extras.ChatMore({
      api: this.#handoffs(extras),
      files: this.#files(extras),
      state: () => this.#state,
      dispatch: (action) => this.#dispatch(action),
      newKey: () => this.#around.newKey(),
      session: () => this.#ensureSession(),
      visible: () => this.#around.visible(),
      subscribe: (listener) => this.subscribe(listener),
    });
    return this.#more;
  }

  #dispatch(action: ChatAction): void {
    const before = this.#state;
    this.#state = reduce(before, action);
    if (this.#state === before) return;
    if (this.#state.nextOffset > 0) this.#fresh = null;
    if (this.#state.outbox !== before.outbox) this.#onOutbox();
    if (this.#state.typing !== before.typing) this.#awaitTypingEnd();
    for (const listener of this.#listeners) listener();
    if (action.type === 'connection' && action.state === 'open') this.#sendAgain();
  }

  #onOutbox(): void {
    const waiting = this.#state.outbox.filter((send) => send.status !== 'stored');
    const sends = waiting.map(({ key, text, files, at }) => ({ key, text, files, at }));
    this.#around.writeUnsent({ sessionKey: this.#sessionKey, sends });
    this.#joinOtherTab();
  }

  #awaitTypingEnd(): void {
    clearTimeout(this.#typingEnd);
    const { typing } = this.#state;
    if (typing === null) return;
    const around = this.#around;
    this.#typingEnd = setTimeout(
      () => this.#dispatch({ type: 'time', now: around.now() }),
      Math.max(typing.until - around.now(), 0),
    );
  }

  #sendAgain(): void {
    this.#dispatch({ type: 'retry' });
    void this.#pump();
  }

  #onChange(what: 'online' | 'visible' | 'session'): void {
    if (what === 'session') this.#joinOtherTab();
    if (what === 'online') {
      const online = this.#around.online();
      this.#dispatch({ type: 'online', online });
      if (!online) return;
      this.#follower?.restart();
      this.#sendAgain();
    }
    if (what === 'visible') {
      const hiddenFor = this.#hiddenAt === null ? 0 : this.#around.now() - this.#hiddenAt;
      this.#hiddenAt = this.#around.visible() ? null : this.#around.now();
      if (this.#around.visible() && hiddenFor > STALE_AFTER_MS) this.#follower?.restart();
    }
  }

  /** Another tab began a conversation or left this one: all tabs show the same, once nothing is on its way here. */
  #joinOtherTab(): void {
    const { sessionId, outbox } = this.#state;
    const shared = this.#around.readSession();
    if (shared === sessionId || this.#creating !== null || !isSettled(outbox)) return;
    if (shared === null && sessionId !== null) return void this.#leaveWithOtherTab(sessionId);
    if (sessionId !== null) this.#leave(null);
    this.#adopt(shared);
  }

  /** The other tab may have left because the conversation is gone, which is to be said here as well. */
  async #leaveWithOtherTab(sessionId: string): Promise<void> {
    const gone = await this.#api.listEvents(sessionId, this.#state.nextOffset).then(() => false, isGone);
    if (this.#state.sessionId !== sessionId || this.#around.readSession() !== null) return;
    if (gone) this.#onGone(sessionId);
    else if (isSettled(this.#state.outbox)) this.#leave(null);
  }

  #adopt(sessionId: string | null): void {
    if (sessionId === null) return;
    this.#dispatch({ type: 'session', sessionId, restoring: true });
    this.#follow(sessionId);
  }

  #follow(sessionId: string): void {
    this.#follower?.stop();
    this.#follower = new SessionFollower(
      {
        api: this.#api,
        state: () => this.#state,
        dispatch: (action) => this.#dispatch(action),
        now: () => this.#around.now(),
        gone: (id) => this.#onGone(id),
      },
      sessionId,
    );
    this.#follower.start();
  }

  #onGone(sessionId: string): void {
    if (sessionId !== this.#state.sessionId) return;
    if (this.#around.readSession() === sessionId) this.#around.writeSession(null);
    // One that was made a moment ago and cannot be read would only be followed by another such.
    const hopeless = this.#fresh === sessionId;
    this.#leave(hopeless ? null : 'conversation-gone');
    if (hopeless) this.#dispatch({ type: 'unavailable' });
    else void this.#pump();
  }

  #leave(problem: Problem | null): void {
    this.#follower?.stop();
    this.#follower = null;
    this.#more?.files.stop();
    this.#ownTyping.sent();
    this.#sessionKey = this.#around.newKey();
    this.#dispatch({ type: 'left', problem, newKey: () => this.#around.newKey() });
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      for (;;) {
        const send =
          this.#state.online && this.#state.phase !== 'unavailable' ? nextSend(this.#state.outbox) : null;
        if (send === null) break;
        await this.#post(send);
      }
    } finally {
      this.#pumping = false;
    }
  }

  async #post(send: Send): Promise<void> {
    const { key, text, files } = send;
    this.#dispatch({ type: 'sending', key });
    let sessionId: string | null = null;
    try {
      sessionId = await this.#ensureSession();
      const body = {
        kind: 'message',
        source: 'customer',
        message: text,
        ...(files.length > 0 && { attachments: files.map(({ id }) => id) }),
        metadata: { [KEY_FIELD]: key },
      } as const;
      const event = await this.#api.createEvent(sessionId, body, key);
      this.#dispatch({ type: 'stored', key, event });
    } catch (error) {
      const gone = sessionId !== null && isGone(error) && this.#fresh !== sessionId;
      if (gone && sessionId !== null) this.#onGone(sessionId);
      else this.#dispatch({ key, ...failureOf(error) });
    }
  }

  /** The session of this conversation; made when there is none, once for all that ask at the same time. */
  async #ensureSession(): Promise<string> {
    if (this.#state.sessionId !== null) return this.#state.sessionId;
    this.#creating ??= this.#around.exclusively(() => this.#create());
    try {
      return await this.#creating;
    } finally {
      this.#creating = null;
    }
  }

  async #create(): Promise<string> {
    const other = this.#around.readSession();
    if (other !== null) {
      this.#adopt(other);
      return other;
    }
    const session = await this.#api.createSession(
      { agent_id: this.#state.agent.id },
      { idempotencyKey: this.#sessionKey },
    );
    this.#fresh = session.id;
    this.#around.writeSession(session.id);
    this.#dispatch({ type: 'session', sessionId: session.id, restoring: false });
    this.#follow(session.id);
    return session.id;
  }

  async #postTyping(status: 'typing' | 'ready'): Promise<void> {
    const { sessionId, connection, online } = this.#state;
    if (sessionId === null || connection !== 'open' || !online) return;
    const body = { kind: 'status', source: 'customer', status, data: {} } as const;
    // Nobody is harmed by a hint that is lost.
    await this.#api.createEvent(sessionId, body, this.#around.newKey()).catch(() => undefined);
  }
}

/** Whether to send the same again is safe and may help. */
function failureOf(
  error: unknown,
): { type: 'failed' } | { type: 'refused'; refusal: NonNullable<Send['refusal']> } {
  if (!(error instanceof RequestError)) return { type: 'failed' };
  if (error.status === 413) return { type: 'refused', refusal: 'too-large' };
  const passing = error.status >= 500 || [408, 409, 425, 429].includes(error.status);
  return passing ? { type: 'failed' } : { type: 'refused', refusal: 'other' };
}
