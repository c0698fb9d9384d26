export type TypingStatus = 'typing' | 'ready';

/** While somebody types, the customer is told again this often. */
const AGAIN_MS = 5000;
/** Nothing typed for so long means he has stopped. */
const IDLE_MS = 5000;

/** Tells the customer that a person is typing, without a request for every key. */
export class TypingSignal {
  readonly #post: (status: TypingStatus) => void;
  #told: number | null = null;
  #idle: ReturnType<typeof setTimeout> | null = null;

  constructor(post: (status: TypingStatus) => void) {
    this.#post = post;
  }

  /** A key was pressed. */
  typed(): void {
    const now = Date.now();
    if (this.#told === null || now - this.#told >= AGAIN_MS) {
      this.#told = now;
      this.#post('typing');
    }
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.stop(), IDLE_MS);
  }

  /** Sent, emptied, left, or idle. */
  stop(): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    if (this.#told === null) return;
    this.#told = null;
    this.#post('ready');
  }
}
