import type { Customer } from './desk.ts';

/** What is counted in a run. Seconds. */
export class Tally {
  readonly waits: number[] = [];
  withinServiceLevel = 0;
  abandoned = 0;
  slotSeconds = 0;
  busySeconds = 0;
  unquoted = 0;
  /** Everybody who was quoted, those who left by the wait they would have had. */
  readonly everybody = new Coverage();
  /** Of these, whoever found no free slot. */
  readonly queued = new Coverage();
  /** Only those to whom somebody came: what can be seen outside a simulation. */
  readonly served = new Coverage();

  accepted(customer: Customer, wait: number, serviceLevelSeconds: number): void {
    if (!customer.counts) return;
    this.waits.push(wait);
    if (wait <= serviceLevelSeconds) this.withinServiceLevel += 1;
    if (customer.quote !== null) this.served.add(customer.quote, wait);
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
    if (customer.quote.bucket !== 'free') this.queued.add(customer.quote, wait);
  }
}

/** How many waits stayed within their quoted quantiles. */
export class Coverage {
  answers = 0;
  #within50 = 0;
  #within90 = 0;

  add(quote: { readonly p50: number; readonly p90: number }, wait: number): void {
    this.answers += 1;
    if (wait <= quote.p50) this.#within50 += 1;
    if (wait <= quote.p90) this.#within90 += 1;
  }

  get p50(): number {
    return this.#within50 / this.answers;
  }

  get p90(): number {
    return this.#within90 / this.answers;
  }
}
