import type { Duty } from './duty.ts';

/** Who sees to it that duties are done: a node among others, or a process that is alone. */
export interface Lead {
  /** Has this done whenever this node leads. Before `stand`. */
  take(duty: Duty): void;
  /** All is there that it takes to lead. Resolves when it does, with all that was due, or another one leads. */
  stand(): Promise<void>;
}

/** The only process on its store: it always leads. */
export class Alone implements Lead {
  readonly #duties: Duty[] = [];

  take(duty: Duty): void {
    this.#duties.push(duty);
  }

  async stand(): Promise<void> {
    for (const duty of this.#duties) await duty.lead();
  }
}
