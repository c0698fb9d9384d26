interface Waiting<R> {
  readonly found: Promise<R | null>;
  readonly resolve: (record: R | null) => void;
  readonly reject: (error: unknown) => void;
}

/** With more under way, each would be smaller and wait for the others. */
const UNDER_WAY = 4;
const MOST_AT_ONCE = 512;

/**
 * Reads records by key, many in one statement: what is asked for in one turn of the event loop, and while others are
 * under way, goes together. A round trip for each costs the database and this process ten times what a record does.
 * A statement is sent after everything that it answers was asked for, so nobody is given what was there before.
 */
export class ReadTogether<R> {
  readonly #read: (keys: readonly string[]) => Promise<ReadonlyMap<string, R>>;
  #waiting = new Map<string, Waiting<R>>();
  #underWay = 0;
  #scheduled = false;

  /** `read` answers those that there are, by key. */
  constructor(read: (keys: readonly string[]) => Promise<ReadonlyMap<string, R>>) {
    this.#read = read;
  }

  /** Null when there is none. What is given is given to others too: nobody may change it. */
  get(key: string): Promise<R | null> {
    const known = this.#waiting.get(key);
    if (known !== undefined) return known.found;
    const { promise: found, resolve, reject } = Promise.withResolvers<R | null>();
    this.#waiting.set(key, { found, resolve, reject });
    this.#schedule();
    return found;
  }

  #schedule(): void {
    if (this.#scheduled || this.#underWay >= UNDER_WAY) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#start();
    });
  }

  #start(): void {
    const batch = this.#waiting;
    this.#waiting = new Map();
    // Those beyond it go with the next.
    for (const [key, waiting] of [...batch].slice(MOST_AT_ONCE)) {
      batch.delete(key);
      this.#waiting.set(key, waiting);
    }
    if (batch.size === 0) return;
    this.#underWay++;
    void this.#carryOut(batch);
    if (this.#waiting.size > 0) this.#schedule();
  }

  async #carryOut(batch: ReadonlyMap<string, Waiting<R>>): Promise<void> {
    try {
      const found = await this.#read([...batch.keys()]);
      for (const [key, { resolve }] of batch) resolve(found.get(key) ?? null);
    } catch (error) {
      for (const { reject } of batch.values()) reject(error);
    }
    this.#underWay--;
    if (this.#waiting.size > 0) this.#schedule();
  }
}
