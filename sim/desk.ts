import type { WaitQuote } from '../packages/server/src/core/waiting/calibration.ts';
import type { DepartmentPlan, OperatorPlan } from './scenario.ts';

/** Somebody who asked for a person. Times in seconds of the run. */
export interface Customer {
  readonly department: number;
  readonly arrivedAt: number;
  /** Counted, or part of the warm-up. */
  readonly counts: boolean;
  quote: WaitQuote | null;
  offeredAt: number | null;
  stage: 'waiting' | 'offered' | 'active' | 'left' | 'done';
}

export interface Operator {
  readonly plan: OperatorPlan;
  present: boolean;
  /** Chats and offers he has now. */
  load: number;
  idleSince: number;
}

/** A department's line. Who left stays in it as a shadow, to learn how long he would have waited. */
export class Line {
  readonly plan: DepartmentPlan;
  #queue: Customer[] = [];
  #head = 0;
  waiting = 0;

  constructor(plan: DepartmentPlan) {
    this.plan = plan;
  }

  join(customer: Customer): void {
    this.#queue.push(customer);
    this.waiting += 1;
  }

  first(): Customer | null {
    return this.#queue[this.#head] ?? null;
  }

  shift(): void {
    this.#head += 1;
    if (this.#head < 1000) return;
    this.#queue = this.#queue.slice(this.#head);
    this.#head = 0;
  }
}

/** Who gets a customer: the lowest share of his capacity in use, then the longest idle. */
export function chooseOperator(operators: readonly Operator[], department: number): Operator | null {
  let best: Operator | null = null;
  for (const operator of operators) {
    if (!operator.present || operator.load >= operator.plan.capacity) continue;
    if (!operator.plan.departments.includes(department)) continue;
    if (best === null || goesBefore(operator, best)) best = operator;
  }
  return best;
}

function goesBefore(a: Operator, b: Operator): boolean {
  const [mine, his] = [a.load / a.plan.capacity, b.load / b.plan.capacity];
  return mine < his || (mine === his && a.idleSince < b.idleSince);
}
