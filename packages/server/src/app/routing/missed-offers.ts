import type { JournalFact } from '../../core/handoff/journal-fact.ts';

/**
 * Who let the offer of one handoff pass without a word, and may be asked again (H6.4). Whoever declines is not asked
 * again for it. Whoever was silent may be once the customer has been told that it takes longer, and each time he is
 * told again: else one who waits beside people who were away for half a minute would wait for ever. A transfer asks
 * everybody anew.
 */
export class MissedOffers {
  #missed: ReadonlySet<string> = NOBODY;
  #again: ReadonlySet<string> = NOBODY;

  /** Ids of those who may be asked again. */
  get again(): ReadonlySet<string> {
    return this.#again;
  }

  follow(facts: readonly JournalFact[]): void {
    for (const fact of facts) this.#follow(fact);
  }

  #follow(fact: JournalFact): void {
    switch (fact.type) {
      case 'declined':
        if (fact.why !== 'timed-out' && fact.why !== 'declined') return;
        this.#again = without(this.#again, fact.operator.id);
        this.#missed =
          fact.why === 'timed-out'
            ? new Set([...this.#missed, fact.operator.id])
            : without(this.#missed, fact.operator.id);
        return;
      case 'delayed':
      case 'reminded':
        if (this.#missed.size === 0) return;
        this.#again = new Set([...this.#again, ...this.#missed]);
        this.#missed = NOBODY;
        return;
      case 'transferred':
        this.#missed = NOBODY;
        this.#again = NOBODY;
        return;
      default:
    }
  }
}

const NOBODY: ReadonlySet<string> = new Set();

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return ids.has(id) ? new Set([...ids].filter((each) => each !== id)) : ids;
}
