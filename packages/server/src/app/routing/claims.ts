import type { OperatorLoad } from '../lines-view.ts';
import type { Standing } from './standing.ts';

const NONE: ReadonlySet<Standing> = new Set();

/** What each operator has on his hands by the store: chats he holds and offers he has not answered. */
export class Claims {
  readonly #of = new Map<string, Set<Standing>>();

  of(operatorId: string): ReadonlySet<Standing> {
    return this.#of.get(operatorId) ?? NONE;
  }

  add(operatorId: string, standing: Standing): void {
    const known = this.#of.get(operatorId);
    if (known === undefined) this.#of.set(operatorId, new Set([standing]));
    else known.add(standing);
  }

  remove(operatorId: string, standing: Standing): void {
    const known = this.#of.get(operatorId);
    if (known?.delete(standing) === true && known.size === 0) this.#of.delete(operatorId);
  }

  loadOf(operatorId: string): OperatorLoad {
    let offers = 0;
    const standings = this.of(operatorId);
    for (const { place } of standings) if (place.type === 'offered') offers++;
    return { chats: standings.size - offers, offers };
  }

  /** When he took or was offered each of them, microseconds since 1970. */
  timesOf(operatorId: string): number[] {
    return [...this.of(operatorId)].map(({ place }) => ('since' in place ? place.since : 0));
  }
}
