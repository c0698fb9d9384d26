import { createHmac, timingSafeEqual } from 'node:crypto';

/** 128 bits as base64url, and the space behind them. */
const MARK = 22;

/**
 * Tells what nodes of one database say to each other from what anybody else says: to a bus may write who cannot read the
 * database. Were he believed, he could name changes before they are made, which then count as heard.
 */
export class TellingSeal {
  readonly #key: string;

  /** `key`: what only who reads the database knows. */
  constructor(key: string) {
    this.#key = key;
  }

  /** A name that all of them share, and that says nothing of the key. */
  get name(): string {
    return this.#mark('name').replaceAll(/[^\w]/g, '_');
  }

  seal(telling: string): string {
    return `${this.#mark(`telling ${telling}`)} ${telling}`;
  }

  /** Null for what none of them has sealed. */
  open(sealed: string): string | null {
    const telling = sealed.slice(MARK + 1);
    const shown = Buffer.from(sealed.slice(0, MARK));
    const mark = Buffer.from(this.#mark(`telling ${telling}`));
    return shown.length === mark.length && timingSafeEqual(shown, mark) ? telling : null;
  }

  #mark(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url').slice(0, MARK);
  }
}
