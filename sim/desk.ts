import type { WaitQuote } from '../packages/server/src/core/waiting/calibration.ts';
import type { DepartmentPlan, OperatorPlan } from './scenario.ts';

/** Somebody who asked for a person. Times in seconds of the run. */
export interface Customer {
  readonly department: number;
  readonly arrivedAt: number;
  /** Goes before everyone who is not. */
  readonly urgent: boolean;
  /** Counted, or part of the warm-up. */
  readonly counts: boolean;
  quote: WaitQuote | null;
  /** What he was told after a while, and when. */
  again: { readonly at: number; readonly quote: WaitQuote } | null;
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

/** A department's line: the urgent first, then by age. Who left stays in it as a shadow, to learn his wait. */
export class Line {
  readonly plan: DepartmentPlan;
  readonly #urgent = new Queue();
  readonly #others = new Queue();

  constructor(plan: DepartmentPlan) {
    this.plan = plan;
  }

  join(customer: Customer): void {
    (customer.urgent ? this.#urgent : this.#others).add(customer);
  }

  first(): Customer | null {
    return this.#urgent.first() ?? this.#others.first();
  }

  shift(): void {
    (this.#urgent.first() === null ? this.#others : this.#urgent).shift();
  }

  /** How many who still wait go before a customer; before a new one when he is not in the line. */
  ahead(customer: Pick<Customer, 'urgent'>): number {
    const urgent = this.#urgent.waitingBefore(customer);
    return customer.urgent ? urgent : urgent + this.#others.waitingBefore(customer);
  }

  /** Whether somebody waits whom an urgent customer would overtake. */
  hasOthers(): boolean {
    return this.#others.waitingBefore(null) > 0;
  }
}

class Queue {
  #customers: Customer[] = [];
  #head = 0;

  add(customer: Customer): void {
    this.#customers.push(customer);
  }

  first(): Customer | null {
    return this.#customers[this.#head] ?? null;
  }

  shift(): void {
    this.#head += 1;
    if (this.#head < 1000) return;
    this.#customers = this.#customers.slice(this.#head);
    this.#head = 0;
  }

  waitingBefore(customer: unknown): number {
    let waiting = 0;
    for (let place = this.#head; place < this.#customers.length; place += 1) {
      const other = this.#customers[place];
      if (other === customer) break;
      if (other?.stage === 'waiting') waiting += 1;
    }
    return waiting;
  }
}

/** Of two at the head of their lines, who is served first. */
export function isBefore(a: Customer, b: Customer): boolean {
  return a.urgent === b.urgent ? a.arrivedAt < b.arrivedAt : a.urgent;
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
