import { isOpen, isWaiting } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { needOf } from '../../core/handoff/need-of.ts';
import { requirementsOf } from '../../core/routing/need.ts';
import { Line } from '../../core/waiting/line.ts';
import type { InLine } from '../../core/waiting/line.ts';
import { seesDepartment } from './audience.ts';
import type { FeedReader, Whose } from './audience.ts';

/** An open handoff, as far as it matters who is shown it. */
interface Standing extends InLine {
  readonly whose: Whose;
  readonly waiting: boolean;
}

interface Ended {
  readonly id: string;
  readonly at: number;
}

/** Of one department. */
interface Shown {
  readonly waiting: Line;
  readonly held: Line;
  /** The newest last. */
  readonly ended: Ended[];
}

/** Ended handoffs are shown this long, in microseconds. */
export const RECENT: number = 3600 * 1_000_000;

/**
 * Which handoffs a reader's board shows: his own, and of each department he sees the first of those that wait, of those
 * that are held, and the last of those that ended within the hour. With 100,000 that wait a board still has some
 * hundred.
 */
export class Standings {
  readonly #standing = new Map<string, Standing>();
  readonly #departments = new Map<string, Shown>();
  readonly #own = new Map<string, Set<string>>();
  #head: number;

  constructor(head: number) {
    this.#head = head;
  }

  /** How many of each kind are shown of a department. Boards that were shown fewer have to begin anew. */
  setHead(head: number): void {
    this.#head = head;
  }

  whoseIs(id: string): Whose | null {
    return this.#standing.get(id)?.whose ?? null;
  }

  /** Takes note of a handoff as it is now. Gives those that have come among the shown because it made room. */
  put(state: HandoffState): string[] {
    const followed = this.remove(state.id);
    if (!isOpen(state.stage)) {
      this.#end(state);
      return followed;
    }
    const { id, priority, requestedAt } = state;
    const standing = { id, priority, requestedAt, whose: whoseOf(state), waiting: isWaiting(state.stage) };
    this.#standing.set(id, standing);
    for (const line of this.#linesOf(standing)) line.add(standing);
    for (const operator of standing.whose.operators) this.#ownOf(operator).add(id);
    return followed.filter((other) => this.#isShown(other));
  }

  /** Gives those that have come among the shown. */
  remove(id: string): string[] {
    const standing = this.#standing.get(id);
    if (standing === undefined) return [];
    this.#standing.delete(id);
    for (const operator of standing.whose.operators) this.#disown(operator, id);
    const followed = this.#linesOf(standing).flatMap((line) => {
      const place = line.ahead(standing);
      line.remove(standing);
      const last = line.at(this.#head - 1);
      return place < this.#head && last !== null ? [last.id] : [];
    });
    this.#forgetEmpty(standing.whose.departments);
    return followed;
  }

  /** The ids of what a reader's board begins with. */
  shownTo(reader: FeedReader, now: number): Set<string> {
    const ids = new Set(reader.operatorId === null ? [] : this.#own.get(reader.operatorId));
    for (const [department, shown] of this.#departments) {
      if (!seesDepartment(reader, department)) continue;
      for (const line of [shown.waiting, shown.held]) {
        for (const { id } of firstOf(line, this.#head)) ids.add(id);
      }
      for (const { id, at } of shown.ended.slice(-this.#head)) if (at > now - RECENT) ids.add(id);
    }
    return ids;
  }

  #isShown(id: string): boolean {
    const standing = this.#standing.get(id);
    return (
      standing !== undefined && this.#linesOf(standing).some((line) => line.ahead(standing) < this.#head)
    );
  }

  #end(state: HandoffState): void {
    const { id, endedAt } = state;
    for (const department of whoseOf(state).departments) {
      const { ended } = this.#shown(department);
      const known = ended.findIndex((each) => each.id === id);
      if (known >= 0) ended.splice(known, 1);
      ended.push({ id, at: endedAt ?? 0 });
      if (ended.length > this.#head) ended.shift();
    }
  }

  #linesOf({ whose, waiting }: Standing): Line[] {
    return whose.departments.map((id) => {
      const shown = this.#shown(id);
      return waiting ? shown.waiting : shown.held;
    });
  }

  #shown(department: string): Shown {
    const known = this.#departments.get(department);
    if (known !== undefined) return known;
    const shown = { waiting: new Line(), held: new Line(), ended: [] };
    this.#departments.set(department, shown);
    return shown;
  }

  #forgetEmpty(departments: readonly string[]): void {
    for (const id of departments) {
      const shown = this.#departments.get(id);
      if (shown !== undefined && shown.waiting.length + shown.held.length + shown.ended.length === 0)
        this.#departments.delete(id);
    }
  }

  #ownOf(operator: string): Set<string> {
    const own = this.#own.get(operator) ?? new Set();
    this.#own.set(operator, own);
    return own;
  }

  #disown(operator: string, id: string): void {
    const own = this.#own.get(operator);
    own?.delete(id);
    if (own?.size === 0) this.#own.delete(operator);
  }
}

function* firstOf(line: Line, count: number): Generator<InLine> {
  for (let place = 0; place < count; place++) {
    const one = line.at(place);
    if (one === null) return;
    yield one;
  }
}

/** Whose a handoff is now; of one that has ended, whose it was. */
export function whoseOf(state: HandoffState): Whose {
  const operators = [state.operator?.id, state.offer?.operator.id].filter((id) => id !== undefined);
  const held = !isOpen(state.stage) || !isWaiting(state.stage);
  const { departments } = requirementsOf(needOf(state));
  return {
    departments: held ? [state.requirements.department] : departments,
    // Who held it before a re-queue or a transfer has let go of it.
    operators: held ? operators : operators.filter((id) => id === state.offer?.operator.id),
  };
}
