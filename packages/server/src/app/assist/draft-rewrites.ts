import { refuse } from '../../core/handoff/decision.ts';
import type { Refusal } from '../../core/handoff/decision.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DraftRewriter, RewriteRequest } from '../../ports/draft-rewriter.ts';
import { orAborted } from '../../ports/or-aborted.ts';
import type { Log } from '../app.ts';

/** In milliseconds: a draft that is still waited for then has been changed by hand. */
const ANSWER_WITHIN = 30_000;
/** In microseconds. */
const MINUTE = 60_000_000;
/** Of one operator: a person who reads what comes back asks for less. */
const MOST_A_MINUTE = 20;
const MOST_AT_ONCE = 2;

export type RewriteOutcome =
  | { readonly type: 'rewritten'; readonly text: string }
  /** The model gave no usable answer. */
  | { readonly type: 'failed' }
  | Refusal;

/** Has drafts of operators said in other words, so many of each operator a minute. */
export class DraftRewrites {
  readonly #rewriter: DraftRewriter | null;
  readonly #clock: Clock;
  readonly #log: Log;
  /** When each operator asked, oldest first; those of the last minute. */
  readonly #asked = new Map<string, number[]>();
  readonly #running = new Map<string, number>();

  /** `rewriter` null: no model is set up. */
  constructor(rewriter: DraftRewriter | null, parts: { readonly clock: Clock; readonly log: Log }) {
    this.#rewriter = rewriter;
    this.#clock = parts.clock;
    this.#log = parts.log;
  }

  async rewrite(operatorId: string, draft: Omit<RewriteRequest, 'signal'>): Promise<RewriteOutcome> {
    if (this.#rewriter === null) return refuse('no-model', 'No language model is set up to rewrite with.');
    const running = this.#running.get(operatorId) ?? 0;
    if (!this.#mayAsk(operatorId) || running >= MOST_AT_ONCE)
      return refuse(
        'rate-limited',
        `A draft is rewritten ${MOST_A_MINUTE} times a minute at most: wait a little.`,
      );
    this.#running.set(operatorId, running + 1);
    const signal = AbortSignal.timeout(ANSWER_WITHIN);
    try {
      const text = await orAborted(this.#rewriter.rewrite({ ...draft, signal }), signal);
      return { type: 'rewritten', text };
    } catch (error) {
      const reason = error instanceof Error ? error.name : typeof error;
      this.#log.warn({ reason }, 'a draft could not be rewritten');
      return { type: 'failed' };
    } finally {
      const left = (this.#running.get(operatorId) ?? 1) - 1;
      if (left > 0) this.#running.set(operatorId, left);
      else this.#running.delete(operatorId);
    }
  }

  #mayAsk(operatorId: string): boolean {
    const now = this.#clock.now();
    for (const [id, times] of this.#asked) {
      const recent = times.filter((at) => at > now - MINUTE);
      if (recent.length === 0) this.#asked.delete(id);
      else this.#asked.set(id, recent);
    }
    const times = this.#asked.get(operatorId) ?? [];
    if (times.length >= MOST_A_MINUTE) return false;
    this.#asked.set(operatorId, [...times, now]);
    return true;
  }
}
