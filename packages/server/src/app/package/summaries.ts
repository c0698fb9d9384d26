import { isWaiting } from '../../core/handoff/handoff-state.ts';
import { updatePackage } from '../../core/package/update-package.ts';
import type { CheckedSummary } from '../../core/package/check-summary.ts';
import type { SummaryWriter } from '../../ports/summary-writer.ts';
import type { App } from '../app.ts';
import { changeDesk } from '../change-desk.ts';
import { deskGuard } from '../cluster/leadership.ts';
import { newTraceId } from '../random-id.ts';
import type { KeptHandoff } from './kept-handoff.ts';
import { writeSummary } from './write-summary.ts';

/** Calls of the model side by side. */
const MOST_AT_ONCE = 4;
/** Of more that wait the newest keep their extracts. */
const MOST_WAITING = 200;
/** A summary that takes longer, in microseconds, comes too late to be read. */
const ANSWER_WITHIN = 20_000_000;
const LEFT = new Error('another node leads');

/**
 * Has summaries of handoffs that wait written by a model (H5.4): after the request stands, beside everything else. When
 * the model does not answer in time, or says what was not said, the extract stays. At most 4 a handoff.
 */
export class Summaries implements AsyncDisposable {
  readonly #app: App;
  readonly #writer: SummaryWriter;
  readonly #onNone: (kept: KeptHandoff) => void;
  readonly #waiting = new Set<KeptHandoff>();
  readonly #running = new Map<Promise<void>, AbortController>();
  #stopped = false;

  /** `onNone` is told of a handoff whose summary by a model is out of date while none follows. */
  constructor(app: App, writer: SummaryWriter, onNone: (kept: KeptHandoff) => void) {
    this.#app = app;
    this.#writer = writer;
    this.#onNone = onNone;
  }

  ask(kept: KeptHandoff): void {
    if (this.#stopped || this.#waiting.size >= MOST_WAITING) return;
    if (!kept.maySummarise(this.#app.clock.now())) return;
    this.#waiting.add(kept);
    this.#fill();
  }

  /** Nothing is asked for any more; what is being written is left. */
  clear(): void {
    this.#waiting.clear();
    for (const controller of this.#running.values()) controller.abort(LEFT);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    this.clear();
    await Promise.all(this.#running.keys());
  }

  #fill(): void {
    for (const kept of this.#waiting) {
      if (this.#running.size >= MOST_AT_ONCE) return;
      this.#waiting.delete(kept);
      const controller = new AbortController();
      const run = this.#work(kept, controller).finally(() => {
        this.#running.delete(run);
        this.#fill();
      });
      this.#running.set(run, controller);
    }
  }

  /** Never rejects. */
  async #work(kept: KeptHandoff, controller: AbortController): Promise<void> {
    const { clock } = this.#app;
    const due = clock.now() + ANSWER_WITHIN;
    kept.summarised(clock.now());
    const alarm = clock.schedule(due, () => controller.abort(new Error('no summary in time')));
    try {
      const checked = await this.#write(kept, controller.signal);
      if (this.#stopped || kept.isOver || controller.signal.reason === LEFT) return;
      if (checked !== null) await this.#put(kept, checked);
      else this.#without(kept, 'it says what was not said');
    } catch (error) {
      if (this.#stopped || kept.isOver || controller.signal.reason === LEFT) return;
      this.#without(kept, error instanceof Error ? error.name : typeof error);
    } finally {
      alarm.cancel();
    }
  }

  async #write(kept: KeptHandoff, signal: AbortSignal): Promise<CheckedSummary | null> {
    const handoff = await this.#app.sessions.readOpenHandoff(kept.sessionId);
    if (handoff === null || handoff.id !== kept.id || !isWaiting(handoff.stage)) return null;
    return writeSummary(this.#app, this.#writer, handoff, signal);
  }

  async #put(kept: KeptHandoff, { summary, intent }: CheckedSummary): Promise<void> {
    const guard = deskGuard(this.#app);
    if (guard === null) return;
    await changeDesk(
      this.#app,
      kept.sessionId,
      (desk, moment) => {
        if (desk.handoff?.id !== kept.id) return null;
        const { package: made } = desk.handoff;
        const updated = { ...made, summary, intent: intent ?? made.intent, summary_by: 'model' as const };
        return updatePackage(desk, updated, moment);
      },
      { traceId: newTraceId(), guard },
    );
  }

  #without(kept: KeptHandoff, reason: string): void {
    this.#app.log.warn({ handoff: kept.id, reason }, 'no summary by a model: the extract stays');
    kept.giveUpSummaries();
    this.#onNone(kept);
  }
}
