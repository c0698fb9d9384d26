/** Lets what is done to one thing wait for what is done to it already. Different things do not wait for each other. */
export class Lanes {
  readonly #last = new Map<string, Promise<void>>();

  /** Runs `task` once all that came before it under this key have ended, however they ended: at once if none runs. */
  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key);
    const result = before === undefined ? task() : before.then(task);
    const ended: Promise<void> = result.then(
      () => this.#leave(key, ended),
      () => this.#leave(key, ended),
    );
    this.#last.set(key, ended);
    return result;
  }

  /** Resolves when everything that has been asked for has ended. */
  async idle(): Promise<void> {
    while (this.#last.size > 0) await Promise.all(this.#last.values());
  }

  #leave(key: string, ended: Promise<void>): void {
    if (this.#last.get(key) === ended) this.#last.delete(key);
  }
}
