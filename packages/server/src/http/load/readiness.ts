import { setTimeout } from 'node:timers/promises';

/** Whether a server is there for others' requests, as far as it knows by itself. */
export class Readiness {
  #state: 'starting' | 'serving' | 'draining' = 'starting';

  get starting(): boolean {
    return this.#state === 'starting';
  }

  get draining(): boolean {
    return this.#state === 'draining';
  }

  /** It has taken up everything that was there. */
  begin(): void {
    if (this.#state === 'starting') this.#state = 'serving';
  }

  /**
   * From now on it says that it is not ready. Resolves after `seconds`, in which a balancer has time to see that:
   * until then everybody is served as ever.
   */
  async drain(seconds: number): Promise<void> {
    const served = this.#state === 'serving';
    this.#state = 'draining';
    if (served && seconds > 0) await setTimeout(seconds * 1000);
  }
}
