const REPEAT_MS = 5000;
const IDLE_MS = 4000;

/**
 * Tells the other side that the customer types: at once, again every five seconds while he goes on, and `ready`
 * when he has stopped or emptied the box. A message that is sent says as much by itself.
 */
export class OwnTyping {
  readonly #post: (status: 'typing' | 'ready') => void;
  readonly #now: () => number;
  #told: number | null = null;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(post: (status: 'typing' | 'ready') => void, now: () => number) {
    this.#post = post;
    this.#now = now;
  }

  typed(text: string): void {
    if (text.trim() === '') return this.stopped();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.stopped(), IDLE_MS);
    const now = this.#now();
    if (this.#told !== null && now - this.#told < REPEAT_MS) return;
    this.#told = now;
    this.#post('typing');
  }

  stopped(): void {
    if (this.#told !== null) this.#post('ready');
    this.sent();
  }

  sent(): void {
    clearTimeout(this.#idle);
    this.#told = null;
  }
}
