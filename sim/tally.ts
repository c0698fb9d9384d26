import { quantile } from '../bench/measure/statistics.ts';
import type { Customer } from './desk.ts';

/** What is counted in a run. Seconds. */
export class Tally {
  readonly waits: number[] = [];
  withinServiceLevel = 0;
  abandoned = 0;
  /** From the end of the warm-up to the last arrival. */
  seconds = 0;
  handlingSeconds = 0;
  slotSeconds = 0;
  busySeconds = 0;
  unquoted = 0;
  /** Everybody who was quoted, those who left by the wait they would have had. */
  readonly everybody = new Coverage();
  /** Of these, whoever found no free slot. */
  readonly queued = new Coverage();

  /** Of all who asked, the share to whom somebody came in time. */
  get serviceLevel(): number {
    return this.withinServiceLevel / (this.waits.length + this.abandoned);
  }

  get waitingShare(): number {
    return this.waits.filter((wait) => wait > 0).length / this.waits.length;
  }

  get meanWait(): number {
    return this.waits.reduce((sum, wait) => sum + wait, 0) / this.waits.length;
  }

  /** Share of the slots of those present that were taken. */
  get occupancy(): number {
    return this.busySeconds / this.slotSeconds;
  }

  waitQuantile(share: number): number {
    return quantile(this.waits, share);
  }

  /** The queued by department. */
  readonly byDepartment: readonly Coverage[];
  /** Those who still waited after a while, by what they were told then of the time that was left. */
  readonly again = new Coverage();

  constructor(departments: number) {
    this.byDepartment = Array.from({ length: departments }, () => new Coverage());
  }

  accepted(customer: Customer, wait: number, serviceLevelSeconds: number): void {
    if (!customer.counts) return;
    this.waits.push(wait);
    if (wait <= serviceLevelSeconds) this.withinServiceLevel += 1;
    this.known(customer, wait);
  }

  left(customer: Customer): void {
    if (customer.counts) this.abandoned += 1;
  }

  /** The wait of somebody is known, had or would have had. */
  known(customer: Customer, wait: number): void {
    if (!customer.counts) return;
    if (customer.quote === null) {
      this.unquoted += 1;
      return;
    }
    this.everybody.add(customer.quote, wait);
    if (customer.quote.bucket !== 'free') {
      this.queued.add(customer.quote, wait);
      this.byDepartment[customer.department]?.add(customer.quote, wait);
    }
    const { again, arrivedAt } = customer;
    if (again !== null) this.again.add(again.quote, arrivedAt + wait - again.at);
  }
}

/** How many waits stayed within their quoted quantiles. */
export class Coverage {
  answers = 0;
  #within50 = 0;
  #within90 = 0;
  #logWidth = 0;

  add(quote: { readonly p50: number; readonly p90: number }, wait: number): void {
    this.answers += 1;
    this.#logWidth += Math.log(quote.p90 / quote.p50);
    if (wait <= quote.p50) this.#within50 += 1;
    if (wait <= quote.p90) this.#within90 += 1;
  }

  get p50(): number {
    return this.#within50 / this.answers;
  }

  get p90(): number {
    return this.#within90 / this.answers;
  }

  /** Geometric mean of the quoted p90 over the quoted p50. */
  get width(): number {
    return Math.exp(this.#logWidth / this.answers);
  }
}
