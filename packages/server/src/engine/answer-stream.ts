import type { Citation, MessageData } from '@baton/protocol';
import type { ComposedMessage, MessageChecker } from '../ports/engine-stages.ts';
import type { SessionWrite } from '../ports/session-store.ts';
import { messageData } from './turn-log.ts';
import type { TurnScope } from './turn-scope.ts';

/** The text promises a person: it is not shown any further (H3.3). */
export class PromiseMade extends Error {
  readonly quote: string;

  constructor(quote: string) {
    super('the answer promises a person');
    this.quote = quote;
  }
}

const LONGEST_ANSWER = 100_000;
const MOST_CHUNKS = 2000;
/** A promise may begin in a sentence that has been shown: so much of it is looked at again. */
const LOOK_BACK = 300;

/**
 * An answer that is shown while it is written: one message, appended with its first words and rewritten as it
 * grows, each time under the turn's fence. Whatever comes of the turn, its `chunks` end with null.
 */
export class AnswerStream {
  readonly #scope: TurnScope;
  readonly #checker: MessageChecker;
  readonly #broken = Promise.withResolvers<never>();
  #chunks: string[] = [];
  #shown = '';
  #offset: number | null = null;
  /** Settles when what was given to show is in the store, or is known not to be. */
  #showing: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(scope: TurnScope) {
    this.#scope = scope;
    this.#checker = scope.stages.checker;
    this.#broken.promise.catch(() => undefined);
  }

  /** Rejects when the text may not be shown any further. */
  get broken(): Promise<never> {
    return this.#broken.promise;
  }

  /** For the composer: all of the text so far. */
  readonly onText = async (text: string): Promise<void> => {
    // One after another, whether or not the composer waits.
    const showing = this.#showing.then(() => this.#show(text));
    this.#showing = showing.catch(() => undefined);
    try {
      await showing;
    } catch (error) {
      this.#closed = true;
      this.#broken.reject(error instanceof Error ? error : new Error('not shown', { cause: error }));
      throw error;
    }
  };

  /** What is written once all is said; null when nothing was shown. */
  async finish({ text, citations = [] }: ComposedMessage): Promise<SessionWrite['rewrite'] | null> {
    this.#closed = true;
    await this.#showing;
    if (this.#offset === null) return null;
    const rest = text.startsWith(this.#shown) ? text.slice(this.#shown.length) : null;
    // What the composer settled on is not what it wrote at first: that is replaced.
    const chunks = rest === null ? [text] : rest === '' ? this.#chunks : [...this.#chunks, rest];
    return { offset: this.#offset, data: this.#data(text, [...chunks, null], citations), complete: true };
  }

  /**
   * Ends what has been shown as it stands; answers whether anything was. A turn that was cancelled may have words on
   * their way: they count.
   */
  async close(): Promise<boolean> {
    this.#closed = true;
    await this.#showing;
    if (this.#offset === null) return false;
    await this.#scope.writer.closeMessage(this.#offset, this.#data(this.#shown, [...this.#chunks, null]));
    return true;
  }

  async #show(text: string): Promise<void> {
    if (this.#closed || !text.startsWith(this.#shown)) return;
    const piece = text.slice(this.#shown.length).toWellFormed();
    if (piece === '' || text.trim() === '') return;
    if (text.length > LONGEST_ANSWER || this.#chunks.length >= MOST_CHUNKS) return;
    const promise = await this.#checker.findTransferPromise(
      text.slice(Math.max(0, this.#shown.length - LOOK_BACK)),
    );
    if (promise !== null) throw new PromiseMade(promise.quote);
    if (this.#closed) return;
    this.#scope.context.signal.throwIfAborted();
    const chunks = [...this.#chunks, piece];
    const shown = this.#shown + piece;
    const data = this.#data(shown, chunks);
    const { writer, log } = this.#scope;
    if (this.#offset === null) this.#offset = await writer.append([log.growing(data)]);
    else await writer.commit({ events: [], rewrite: { offset: this.#offset, data, complete: false } });
    this.#chunks = chunks;
    this.#shown = shown;
  }

  #data(text: string, chunks: (string | null)[], citations: readonly Citation[] = []): string {
    const data: MessageData = {
      ...messageData(this.#scope.context.agent, text),
      chunks,
      ...(citations.length > 0 && { citations: [...citations] }),
    };
    return JSON.stringify(data);
  }
}
