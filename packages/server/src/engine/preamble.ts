import type { ScheduledTask } from '../ports/clock.ts';
import { choosePreamble } from '../core/preamble/choose-preamble.ts';
import { Bailed, callHooks } from './call-hooks.ts';
import { TurnOvertaken } from './turn-writer.ts';
import type { TurnScope } from './turn-scope.ts';

/** A short word for a customer who waits: said only while the turn has shown none, and never after it has ended. */
export class Preamble {
  readonly #scope: TurnScope;
  readonly #timer: ScheduledTask;
  #wanted = true;

  /** `after`: milliseconds from now. */
  constructor(scope: TurnScope, after: number) {
    this.#scope = scope;
    const { clock } = scope.app;
    this.#timer = clock.schedule(clock.now() + after * 1000, () => void this.#say());
  }

  /** It is not said any more. */
  cancel(): void {
    this.#wanted = false;
    this.#timer.cancel();
  }

  async #say(): Promise<void> {
    const scope = this.#scope;
    try {
      const text = await this.#choose();
      if (text === null || !this.#isDue()) return;
      const { writer, log, context } = scope;
      const { status } = writer;
      await writer.append([
        log.preamble(context.agent, text),
        log.status('ready'),
        ...(status === null ? [] : [status]),
      ]);
      scope.recorder.preamble(text);
    } catch (error) {
      if (error instanceof TurnOvertaken || error instanceof Bailed || scope.context.signal.aborted) return;
      scope.author.failed('preamble', error);
    }
  }

  async #choose(): Promise<string | null> {
    const { context, author, stages } = this.#scope;
    if (!this.#isDue()) return null;
    const { hooks, preamble } = context.behaviour.binding;
    await callHooks(author, hooks, 'onGeneratingPreamble', context);
    const text = choosePreamble(context.latest?.text ?? '', context.traceId, preamble?.examples);
    if (text === null || (await stages.checker.findTransferPromise(text)) !== null) return null;
    await callHooks(author, hooks, 'onPreambleGenerated', context, text);
    return text;
  }

  #isDue(): boolean {
    return this.#wanted && !this.#scope.writer.spoken && !this.#scope.context.signal.aborted;
  }
}
