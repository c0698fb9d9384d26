/**
 * Lets one change of behaviour be decided and stored at a time. What a change refers to (a tag, a tool, another
 * guideline) is still there when it is stored, and of two changes of one record none is lost. People and their
 * scripts write behaviour a few times a second: one line for all of them is long enough.
 */
export class BehaviourWriter {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `change` once all that came before it have ended, however they ended. */
  run<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#last.then(change);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
