import type { StageName } from './scripted-stages.ts';

/** Holds every turn at one stage until it is let go. */
export class HeldStage {
  readonly #stage: StageName;
  readonly #letGo = Promise.withResolvers<void>();
  #reached = 0;

  constructor(stage: StageName) {
    this.#stage = stage;
  }

  /** How many turns have come to it. */
  get reached(): number {
    return this.#reached;
  }

  letGo(): void {
    this.#letGo.resolve();
  }

  /** The stage fails where it is held. */
  fail(error: Error): void {
    this.#letGo.reject(error);
  }

  /** For a script. */
  readonly pause = async (stage: StageName): Promise<void> => {
    if (stage !== this.#stage) return;
    this.#reached++;
    await this.#letGo.promise;
  };
}
