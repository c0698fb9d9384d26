import { setImmediate } from 'node:timers/promises';
import type {
  EvaluationInvoice,
  EvaluationPayload,
  GuidelinePayload,
  JsonObject,
  ToolRef,
} from '@baton/protocol';
import type { EvaluationRecord } from '../../core/behaviour/evaluation-record.ts';
import { neighbourOf } from '../../core/evaluation/find-objections.ts';
import type { Neighbour } from '../../core/evaluation/find-objections.ts';
import type { GuidelineRecord } from '../../core/behaviour/guideline-record.ts';
import { judgePayload, openInvoice } from '../../core/evaluation/judge-payload.ts';
import type { Surroundings } from '../../core/evaluation/judge-payload.ts';
import type { DescribedTool } from '../../core/evaluation/propose-action.ts';
import type { Behaviours } from './behaviours.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../app.ts';
import type { Duty } from '../cluster/duty.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import { randomId } from '../random-id.ts';

export interface EvaluationDeps {
  readonly behaviours: Behaviours;
  readonly clock: Clock;
  readonly log: Log;
  /** For tests: each evaluation waits for it before it runs. */
  readonly beforeEach?: (() => Promise<void>) | undefined;
}

/** Evaluations that may wait at a time. */
const MOST_WAITING = 50;
/** Of those that have ended the oldest are forgotten: each holds what it was asked about. */
const MOST_KEPT = 100;
/** Guidelines read between two chances for everything else to run. */
const AT_ONCE = 50;

const INTERRUPTED = 'The server stopped while it was running: ask again.';
const BROKEN = 'It could not be carried out.';

/**
 * Checks guidelines that an author asked about, one evaluation at a time and in the background. By rules alone:
 * the same question has the same answer as long as the guidelines are the same. What waits is taken up again after
 * a restart; what ran when the process was killed has failed. Of many nodes the one that leads runs them, whichever was
 * asked; each tells what has come of them.
 */
export class EvaluationRunner implements Duty, AsyncDisposable {
  readonly #deps: EvaluationDeps;
  readonly #waiting = new Set<string>();
  readonly #subscription: Subscription;
  /** Being stored: they have a place already, so that many at once cannot all find room. */
  #arriving = 0;
  readonly #progress = new Map<string, number>();
  readonly #watchers = new Map<string, Set<() => void>>();
  readonly #gists = new WeakMap<GuidelineRecord, Neighbour>();
  #running: Promise<void> | null = null;
  #leading = false;
  #ended = false;

  constructor(deps: EvaluationDeps) {
    this.#deps = deps;
    this.#subscription = deps.behaviours.subscribe(({ kind, id }) => {
      if (kind === 'evaluation') this.#heard(id);
    });
  }

  async lead(): Promise<void> {
    // What this node ran when it ceased to lead comes to its end first.
    await this.#running;
    const { behaviours } = this.#deps;
    for (const evaluation of behaviours.list('evaluation')) {
      if (evaluation.status === 'running')
        await this.#store({ ...evaluation, status: 'failed', error: INTERRUPTED });
      if (evaluation.status === 'pending') this.#waiting.add(evaluation.id);
    }
    this.#leading = true;
    this.#work();
  }

  rest(): void {
    this.#leading = false;
    this.#waiting.clear();
  }

  /** Stores it and starts it in the background; null when too many wait. */
  async submit(payloads: readonly EvaluationPayload[]): Promise<EvaluationRecord | null> {
    if (this.#ended || this.#countWaiting() + this.#arriving >= MOST_WAITING) return null;
    const evaluation: EvaluationRecord = {
      id: randomId(),
      createdAt: this.#deps.clock.now(),
      status: 'pending',
      progress: 0,
      error: null,
      invoices: payloads.map((payload) => toJson(openInvoice(payload))),
    };
    this.#arriving += 1;
    try {
      await this.#store(evaluation);
    } finally {
      this.#arriving -= 1;
    }
    if (this.#leading) this.#waiting.add(evaluation.id);
    this.#work();
    // It is stored and under way: that older ones stay is no reason to tell the client otherwise.
    await this.#forgetOld().catch((error: unknown) => {
      this.#deps.log.warn({ err: error }, 'old evaluations could not be deleted');
    });
    return evaluation;
  }

  /** As it is now; null when there is none. */
  read(id: string): EvaluationRecord | null {
    const evaluation = this.#deps.behaviours.get('evaluation', id);
    if (evaluation === null) return null;
    return { ...evaluation, progress: this.#progress.get(id) ?? evaluation.progress };
  }

  /** Resolves when it has ended (true), or after `milliseconds`, or when `signal` aborts or the server stops. */
  wait(id: string, milliseconds: number, signal: AbortSignal): Promise<boolean> {
    if (this.#hasEnded(id)) return Promise.resolve(true);
    if (milliseconds <= 0 || signal.aborted || this.#ended) return Promise.resolve(false);
    return new Promise((resolve) => {
      const { clock } = this.#deps;
      const watchers = this.#watchers.get(id) ?? new Set();
      this.#watchers.set(id, watchers);
      const finish = (): void => {
        timer.cancel();
        signal.removeEventListener('abort', finish);
        watchers.delete(finish);
        resolve(this.#hasEnded(id));
      };
      const timer = clock.schedule(clock.now() + milliseconds * 1000, finish);
      signal.addEventListener('abort', finish);
      watchers.add(finish);
    });
  }

  /** Nobody waits any longer. */
  endWaits(): void {
    this.#ended = true;
    for (const id of [...this.#watchers.keys()]) this.#tell(id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#subscription.cancel();
    this.endWaits();
    await this.#running;
  }

  /** Another node has stored it: to be run, or with what has come of it. */
  #heard(id: string): void {
    if (this.#hasEnded(id)) return this.#tell(id);
    const evaluation = this.#deps.behaviours.get('evaluation', id);
    if (!this.#leading || evaluation === null) return;
    // The last word of a node that led before.
    if (evaluation.status === 'running') return void this.#fail(id, INTERRUPTED);
    this.#waiting.add(id);
    this.#work();
  }

  #countWaiting(): number {
    if (this.#leading) return this.#waiting.size;
    return this.#deps.behaviours.list('evaluation').filter(({ status }) => status === 'pending').length;
  }

  #hasEnded(id: string): boolean {
    const status = this.#deps.behaviours.get('evaluation', id)?.status;
    return status !== 'pending' && status !== 'running';
  }

  #tell(id: string): void {
    for (const finish of [...(this.#watchers.get(id) ?? [])]) finish();
    this.#watchers.delete(id);
  }

  #work(): void {
    this.#running ??= this.#workThrough().finally(() => {
      this.#running = null;
      if (this.#waiting.size > 0 && !this.#ended) this.#work();
    });
  }

  async #workThrough(): Promise<void> {
    for (let id = this.#next(); id !== undefined; id = this.#next()) {
      try {
        await this.#deps.beforeEach?.();
        if (this.#ended || !this.#leading) return;
        await this.#run(id);
      } catch (error) {
        this.#deps.log.error({ err: error, evaluation: id }, 'an evaluation failed');
        await this.#fail(id, BROKEN);
      } finally {
        this.#progress.delete(id);
        this.#tell(id);
      }
    }
  }

  /** What is not begun when the server stops stays pending. */
  #next(): string | undefined {
    const [next] = this.#ended ? [] : this.#waiting;
    if (next !== undefined) this.#waiting.delete(next);
    return next;
  }

  async #run(id: string): Promise<void> {
    const found = this.#deps.behaviours.get('evaluation', id);
    if (found === null) return;
    const evaluation: EvaluationRecord = { ...found, status: 'running' };
    await this.#store(evaluation);
    const invoices = await this.#judgeAll(id, evaluation.invoices as unknown as EvaluationInvoice[]);
    // The server stops: the next one does it from the beginning.
    if (invoices === null) return this.#store(found);
    await this.#store({ ...evaluation, status: 'completed', progress: 100, invoices: invoices.map(toJson) });
  }

  /** Null when the server stops meanwhile. */
  async #judgeAll(id: string, open: readonly EvaluationInvoice[]): Promise<EvaluationInvoice[] | null> {
    const neighbours = await this.#neighbours();
    const invoices: EvaluationInvoice[] = [];
    const earlier: Neighbour[] = [];
    for (const [index, invoice] of open.entries()) {
      if (this.#ended || !this.#leading) return null;
      const guideline = invoice.payload.guideline ?? null;
      if (guideline === null) continue;
      const { condition, action = null } = guideline.content;
      const candidate = neighbourOf(`payload ${index + 1} of this evaluation`, condition, action);
      const others = neighbours.filter(({ record }) => record.id !== guideline.updated_id);
      invoices.push(
        judgePayload(invoice, guideline, candidate, {
          neighbours: [...others.map(({ neighbour }) => neighbour), ...earlier],
          ...this.#toolsOf(guideline),
        }),
      );
      earlier.push(candidate);
      this.#progress.set(id, Math.floor((100 * (index + 1)) / open.length));
      await setImmediate();
    }
    return invoices;
  }

  async #neighbours(): Promise<{ record: GuidelineRecord; neighbour: Neighbour }[]> {
    const found: { record: GuidelineRecord; neighbour: Neighbour }[] = [];
    for (const record of this.#deps.behaviours.list('guideline')) {
      if (!record.enabled) continue;
      const neighbour =
        this.#gists.get(record) ?? neighbourOf(`guideline '${record.id}'`, record.condition, record.action);
      this.#gists.set(record, neighbour);
      found.push({ record, neighbour });
      if (found.length % AT_ONCE === 0) await setImmediate();
    }
    return found;
  }

  #toolsOf(guideline: GuidelinePayload): Omit<Surroundings, 'neighbours'> {
    const { behaviours } = this.#deps;
    const tools: DescribedTool[] = [];
    const unknownTools: ToolRef[] = [];
    for (const ref of guideline.tool_ids) {
      const tool = behaviours.tool({ service: ref.service_name, tool: ref.tool_name });
      if (tool === null) unknownTools.push(ref);
      else tools.push({ name: tool.name, description: tool.description });
    }
    const { operation, updated_id: updated } = guideline;
    const faults =
      operation === 'update' && behaviours.get('guideline', updated ?? '') === null
        ? [`The guideline '${updated ?? ''}' that it is to replace is not there.`]
        : [];
    return { tools, unknownTools, faults };
  }

  async #fail(id: string, reason: string): Promise<void> {
    const evaluation = this.#deps.behaviours.get('evaluation', id);
    if (evaluation === null) return;
    try {
      await this.#store({ ...evaluation, status: 'failed', error: reason });
    } catch (error) {
      this.#deps.log.error({ err: error, evaluation: id }, 'that an evaluation failed could not be stored');
    }
  }

  async #forgetOld(): Promise<void> {
    const ended = this.#deps.behaviours.list('evaluation').filter(({ id }) => this.#hasEnded(id));
    const old = ended.slice(0, Math.max(0, ended.length - MOST_KEPT));
    if (old.length === 0) return;
    await this.#deps.behaviours.apply(old.map(({ id }) => ({ op: 'delete', kind: 'evaluation', id })));
  }

  async #store(record: EvaluationRecord): Promise<void> {
    await this.#deps.behaviours.apply([{ op: 'put', kind: 'evaluation', record }]);
  }
}

function toJson(invoice: EvaluationInvoice): JsonObject {
  return invoice as unknown as JsonObject;
}
