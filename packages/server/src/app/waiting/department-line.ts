import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { Line } from '../../core/waiting/line.ts';
import type { InLine } from '../../core/waiting/line.ts';
import { EMPTY_WAIT_STATE, applyWaitEvent } from '../../core/waiting/wait-state.ts';
import type { WaitEvent, WaitState } from '../../core/waiting/wait-state.ts';

/** What an operator who is here brings to a department, or takes out of it. */
export interface Room {
  readonly slots: number;
  readonly busy: number;
}

/** One department's line: who stands in it, who is there for them, and what its waits have been. */
export class DepartmentLine {
  /** Everybody who waits, in the order of the queue. */
  readonly #all = new Line();
  /** Those of them to whom a slot is already offered: nobody waits for these. */
  readonly #offered = new Line();
  /** The same as all, by age alone. */
  readonly #byAge = new Line();
  #present = 0;
  #slots = 0;
  #busy = 0;
  #state: WaitState = EMPTY_WAIT_STATE;

  get length(): number {
    return this.#all.length;
  }

  get present(): number {
    return this.#present;
  }

  get slots(): number {
    return this.#slots;
  }

  get busy(): number {
    return this.#busy;
  }

  /** Since when the one who has waited longest does; null when nobody waits. */
  get oldestSince(): number | null {
    return this.#byAge.first?.requestedAt ?? null;
  }

  add(one: InLine, offered: boolean): void {
    this.#all.add(one);
    this.#byAge.add({ ...one, priority: 0 });
    if (offered) this.#offered.add(one);
  }

  /** `one` as it was added. */
  remove(one: InLine): void {
    this.#all.remove(one);
    this.#byAge.remove({ ...one, priority: 0 });
    this.#offered.remove(one);
  }

  /** How many stand before it. */
  ahead(one: InLine): number {
    return this.#all.ahead(one);
  }

  /** How many stand before it and have no slot offered. */
  aheadWithoutOffer(one: InLine): number {
    return this.#all.ahead(one) - this.#offered.ahead(one);
  }

  /** Whether somebody who waits stands behind it. */
  overtakes(one: InLine): boolean {
    return this.#all.ahead(one) < this.#all.length;
  }

  /** An operator has come (1) or gone (-1) with his room. */
  changeRoom({ slots, busy }: Room, sign: 1 | -1): void {
    this.#present += sign;
    this.#slots += sign * slots;
    this.#busy += sign * busy;
  }

  learn(event: WaitEvent): void {
    this.#state = applyWaitEvent(this.#state, event);
  }

  /** What is known of its waits, with those who are here now. */
  stateAt(at: number): WaitState {
    const { slots, busy } = this.#state;
    if (slots !== this.#slots || busy !== this.#busy) {
      this.learn({ at, type: 'operators-changed', slots: this.#slots, busy: this.#busy });
    }
    return this.#state;
  }
}

/** Where a waiting handoff stands in a line. */
export function placeOf({ id, priority, requestedAt }: Pick<HandoffState, keyof InLine>): InLine {
  return { id, priority, requestedAt };
}
