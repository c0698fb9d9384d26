const OPENING = '<think>';
const CLOSING = '</think>';

/**
 * Takes out what a local model thinks aloud before it answers: servers leave it at the beginning of the text,
 * between `<think>` and `</think>`. Goes once over the text, however it is cut into chunks.
 */
export class ThoughtFilter {
  #state: 'beginning' | 'thinking' | 'answering' = 'beginning';
  #held = '';

  /** What of the text so far can be shown. */
  push(chunk: string): string {
    if (this.#state === 'answering') return chunk;
    this.#held += chunk;
    if (this.#state === 'beginning') {
      const start = this.#held.trimStart();
      if (start.length < OPENING.length && OPENING.startsWith(start)) return '';
      if (!start.startsWith(OPENING)) return this.#answer(this.#held);
      this.#state = 'thinking';
      this.#held = start.slice(OPENING.length);
    }
    const end = this.#held.indexOf(CLOSING);
    if (end >= 0) return this.#answer(this.#held.slice(end + CLOSING.length).trimStart());
    // Only as much as may be the beginning of the closing tag.
    this.#held = this.#held.slice(-CLOSING.length);
    return '';
  }

  /** What was held back and turned out to be the answer. */
  end(): string {
    return this.#state === 'beginning' ? this.#answer(this.#held) : '';
  }

  #answer(text: string): string {
    this.#state = 'answering';
    this.#held = '';
    return text;
  }
}
