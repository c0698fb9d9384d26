import { EMPTY_WAIT_STATE, applyWaitEvent } from '../packages/server/src/core/waiting/wait-state.ts';
import type { WaitEvent, WaitState } from '../packages/server/src/core/waiting/wait-state.ts';
import { quoteOf, waitBand } from '../packages/server/src/core/waiting/wait-band.ts';
import { Agenda } from './agenda.ts';
import { Line, chooseOperator, isBefore } from './desk.ts';
import type { Customer, Operator } from './desk.ts';
import { Random } from './random.ts';
import { DAY } from './scenario.ts';
import type { Presence, Scenario } from './scenario.ts';
import { Tally } from './tally.ts';

type Happening =
  | { readonly type: 'arrival'; readonly department: number }
  | { readonly type: 'patience'; readonly customer: Customer }
  | { readonly type: 'telling'; readonly customer: Customer }
  | { readonly type: 'acceptance'; readonly customer: Customer; readonly operator: Operator }
  | { readonly type: 'end'; readonly customer: Customer; readonly operator: Operator; readonly since: number }
  | { readonly type: 'presence'; readonly operator: Operator; readonly present: boolean };

const MICROSECONDS = 1_000_000;
/** After so long a customer who still waits is told again. */
const TELL_AGAIN_SECONDS = 60;

/** Plays a scenario to the end and counts what happened. */
export function simulate(scenario: Scenario): Tally {
  return new Simulation(scenario).run();
}

/*
 * A discrete-event simulation: the clock jumps from one happening to the next. Each department is one line, first
 * come first served; an operator of several takes whoever has waited longest among them.
 */
class Simulation {
  readonly #scenario: Scenario;
  readonly #random: Random;
  readonly #agenda = new Agenda<Happening>();
  readonly #lines: readonly Line[];
  readonly #operators: readonly Operator[];
  readonly #rates: readonly number[];
  readonly #states: WaitState[];
  readonly #tally: Tally;
  #now = 0;
  #arrived = 0;
  #offers = 0;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#random = new Random(scenario.seed);
    this.#lines = scenario.departments.map((plan) => new Line(plan));
    this.#operators = scenario.operators.map((plan) => ({ plan, present: false, load: 0, idleSince: 0 }));
    this.#rates = scenario.departments.map((_plan, department) => arrivalRate(scenario, department));
    this.#tally = new Tally(scenario.departments.length);
    this.#states = scenario.departments.map(() => EMPTY_WAIT_STATE);
  }

  run(): Tally {
    for (const operator of this.#operators) this.#schedulePresence(operator);
    for (const department of this.#lines.keys()) this.#scheduleArrival(department);
    for (let next = this.#agenda.next(); next !== null; next = this.#agenda.next()) {
      this.#passTime(next.at);
      this.#handle(next.what);
      // Whoever still waits is played to the end; presence alone would go on for ever.
      if (this.#finished()) break;
    }
    return this.#tally;
  }

  #finished(): boolean {
    if (this.#arrived < this.#scenario.customers || this.#offers > 0) return false;
    return this.#lines.every((line) => line.first() === null);
  }

  #passTime(at: number): void {
    if (this.#arrived > this.#scenario.warmUp && this.#arrived < this.#scenario.customers) {
      this.#tally.seconds += at - this.#now;
      for (const { present, load, plan } of this.#operators) {
        if (present) this.#tally.slotSeconds += plan.capacity * (at - this.#now);
        this.#tally.busySeconds += load * (at - this.#now);
      }
    }
    this.#now = at;
  }

  #handle(happening: Happening): void {
    switch (happening.type) {
      case 'arrival':
        return this.#arrive(happening.department);
      case 'patience':
        return this.#losePatience(happening.customer);
      case 'telling':
        return this.#tellAgain(happening.customer);
      case 'acceptance':
        return this.#accept(happening.customer, happening.operator);
      case 'end':
        return this.#end(happening);
      case 'presence':
        happening.operator.present = happening.present;
        return this.#serve(happening.operator);
    }
  }

  #arrive(department: number): void {
    this.#scheduleArrival(department);
    const { scenario, line } = { scenario: this.#scenario, line: this.#line(department) };
    if (this.#arrived >= scenario.customers) return;
    if (!this.#happensNow()) return;
    this.#arrived += 1;
    const urgent = scenario.urgent > 0 && this.#random.uniform() < scenario.urgent;
    const customer: Customer = {
      department,
      arrivedAt: this.#now,
      urgent,
      counts: this.#arrived > scenario.warmUp,
      quote: this.#quote(department, line.ahead({ urgent })),
      again: null,
      offeredAt: null,
      stage: 'waiting',
    };
    this.#learn(department, { type: 'arrived', at: 0, overtakes: urgent && line.hasOthers() });
    if (scenario.quotes) this.#agenda.add(this.#now + TELL_AGAIN_SECONDS, { type: 'telling', customer });
    const { patienceMean } = line.plan.durations;
    if (Number.isFinite(patienceMean)) {
      const patience = this.#random.exponential(patienceMean);
      this.#agenda.add(this.#now + patience, { type: 'patience', customer });
    }
    line.join(customer);
    const operator = chooseOperator(this.#operators, department);
    if (operator !== null) this.#serve(operator);
  }

  /** Arrivals are drawn at the highest rate of the day, and some are dropped at other times. */
  #happensNow(): boolean {
    const { swing } = this.#scenario;
    if (swing === 0) return true;
    const rate = 1 + swing * Math.sin((2 * Math.PI * this.#now) / DAY);
    return this.#random.uniform() < rate / (1 + swing);
  }

  /** Fills what is free of an operator's capacity from the lines he serves. */
  #serve(operator: Operator): void {
    while (operator.present && operator.load < operator.plan.capacity) {
      const customer = this.#longestWaiting(operator);
      if (customer === null) return;
      const line = this.#line(customer.department);
      line.shift();
      const { comingMean, comingSigma } = line.plan.durations;
      const coming = this.#random.logNormal(comingMean, comingSigma);
      if (customer.stage === 'left') {
        this.#tally.known(customer, this.#now + coming - customer.arrivedAt);
        continue;
      }
      operator.load += 1;
      this.#offers += 1;
      customer.stage = 'offered';
      customer.offeredAt = this.#now;
      this.#agenda.add(this.#now + coming, { type: 'acceptance', customer, operator });
    }
  }

  #longestWaiting(operator: Operator): Customer | null {
    let longest: Customer | null = null;
    for (const department of operator.plan.departments) {
      const first = this.#line(department).first();
      if (first !== null && (longest === null || isBefore(first, longest))) longest = first;
    }
    return longest;
  }

  #accept(customer: Customer, operator: Operator): void {
    const wait = this.#now - customer.arrivedAt;
    this.#offers -= 1;
    if (customer.stage === 'left') {
      // The offer had been made when he left: the operator comes to an empty chat.
      this.#tally.known(customer, wait);
      return this.#release(operator);
    }
    customer.stage = 'active';
    this.#tally.accepted(customer, wait, this.#scenario.serviceLevelSeconds);
    this.#learn(customer.department, {
      type: 'accepted',
      at: 0,
      waitedSeconds: wait,
      comingSeconds: this.#now - (customer.offeredAt ?? this.#now),
      quote: customer.quote,
    });
    const { handlingMean, handlingSigma } = this.#line(customer.department).plan.durations;
    const handling =
      handlingSigma === null
        ? this.#random.exponential(handlingMean)
        : this.#random.logNormal(handlingMean, handlingSigma);
    if (customer.counts) this.#tally.handlingSeconds += handling;
    this.#agenda.add(this.#now + handling, { type: 'end', customer, operator, since: this.#now });
  }

  #end({ customer, operator, since }: Happening & { type: 'end' }): void {
    customer.stage = 'done';
    this.#learn(customer.department, { type: 'ended', at: 0, handledSeconds: this.#now - since });
    this.#release(operator);
  }

  #release(operator: Operator): void {
    operator.load -= 1;
    if (operator.load === 0) operator.idleSince = this.#now;
    this.#serve(operator);
  }

  #losePatience(customer: Customer): void {
    if (customer.stage !== 'waiting' && customer.stage !== 'offered') return;
    customer.stage = 'left';
    this.#tally.left(customer);
    this.#learn(customer.department, {
      type: 'abandoned',
      at: 0,
      waitedSeconds: this.#now - customer.arrivedAt,
      quote: customer.quote,
    });
  }

  #tellAgain(customer: Customer): void {
    if (customer.stage !== 'waiting') return;
    const { department } = customer;
    const quote = this.#quote(department, this.#line(department).ahead(customer));
    if (quote !== null) customer.again = { at: this.#now, quote };
  }

  #quote(department: number, ahead: number): Customer['quote'] {
    if (!this.#scenario.quotes) return null;
    const those = this.#operators.filter(
      ({ present, plan }) => present && plan.departments.includes(department),
    );
    const slots = those.reduce((sum, { plan }) => sum + plan.capacity, 0);
    const busy = those.reduce((sum, { load }) => sum + load, 0);
    this.#learn(department, { type: 'operators-changed', at: 0, slots, busy });
    const state = this.#states[department] ?? EMPTY_WAIT_STATE;
    return quoteOf(waitBand(state, ahead));
  }

  /** The time of the event is filled in here. */
  #learn(department: number, event: WaitEvent): void {
    if (!this.#scenario.quotes) return;
    const state = this.#states[department] ?? EMPTY_WAIT_STATE;
    this.#states[department] = applyWaitEvent(state, { ...event, at: this.#now * MICROSECONDS });
  }

  #scheduleArrival(department: number): void {
    const rate = (this.#rates[department] ?? 0) * (1 + this.#scenario.swing);
    const at = this.#now + this.#random.exponential(1 / rate);
    if (this.#arrived < this.#scenario.customers) this.#agenda.add(at, { type: 'arrival', department });
  }

  #schedulePresence(operator: Operator): void {
    const { presence } = operator.plan;
    if (presence.length === 0) operator.present = true;
    const days = Math.ceil(this.#scenario.customers / this.#rates.reduce((a, b) => a + b, 0) / DAY) + 2;
    for (let day = 0; day < days; day += 1) {
      for (const { from, to } of presence) {
        this.#agenda.add(day * DAY + from, { type: 'presence', operator, present: true });
        this.#agenda.add(day * DAY + to, { type: 'presence', operator, present: false });
      }
    }
  }

  #line(department: number): Line {
    const line = this.#lines[department];
    if (line === undefined) throw new Error(`no department ${department}`);
    return line;
  }
}

/** Arrivals a second that make the wanted load on the capacity there is on the average. */
function arrivalRate(scenario: Scenario, department: number): number {
  let capacity = 0;
  for (const { departments, capacity: slots, presence } of scenario.operators) {
    if (departments.includes(department)) capacity += (slots * share(presence)) / departments.length;
  }
  const { handlingMean, comingMean } = scenario.departments[department]?.durations ?? {};
  return (scenario.load * capacity) / ((handlingMean ?? 0) + (comingMean ?? 0));
}

function share(presence: Presence): number {
  return presence.length === 0 ? 1 : presence.reduce((sum, { from, to }) => sum + to - from, 0) / DAY;
}
