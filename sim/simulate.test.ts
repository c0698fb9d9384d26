import { describe, expect, test } from 'vitest';
import { Agenda } from './agenda.ts';
import { Line } from './desk.ts';
import type { Customer } from './desk.ts';
import { Random } from './random.ts';
import { erlangScenario, teamScenario } from './scenario.ts';
import type { Scenario } from './scenario.ts';
import { simulate } from './simulate.ts';
import { agreesWithErlang, isOnTarget, ratiosToErlang } from './tables.ts';

describe('H7.2: the wait band, played', () => {
  test.each([
    [0.6, 0],
    [0.8, 0],
    [0.95, 0],
    [0.85, 0.3],
  ])(
    'at a load of %f, swinging by %f, half of the waits are within the p50 and nine in ten within the p90',
    (load, swing) => {
      const tally = simulate(teamScenario({ seed: 7, customers: 12_000, load, swing }));
      expect(isOnTarget({ load, tally })).toBe(true);
      expect(tally.everybody.answers).toBeGreaterThan(9000);
      expect(tally.queued.answers).toBeGreaterThan(500);
      expect(tally.again.answers).toBeGreaterThan(200);
      expect(tally.unquoted).toBe(0);
      // A band could keep its word by saying nothing: from one minute to one hour.
      expect(tally.queued.width).toBeLessThan(3);
    },
  );

  test('the busier, the longer', () => {
    const [calm, busy] = [0.6, 0.95].map((load) =>
      simulate(teamScenario({ seed: 7, customers: 8000, load, swing: 0 })),
    );
    expect(calm!.serviceLevel).toBeGreaterThan(busy!.serviceLevel);
    expect(calm!.meanWait).toBeLessThan(busy!.meanWait);
    expect(calm!.abandoned).toBeLessThan(busy!.abandoned);
    expect(calm!.occupancy).toBeCloseTo(0.6, 1);
  });
});

describe('against Erlang C', () => {
  test.each([
    [1, 0.5, 100_000],
    [3, 0.7, 200_000],
    [8, 0.8, 200_000],
  ])('%i servers at %f: within 5 %%', (servers, load, customers) => {
    const run = { servers, load, tally: simulate(erlangScenario({ seed: 5, customers, load, servers })) };
    for (const ratio of Object.values(ratiosToErlang(run))) expect(Math.abs(ratio - 1)).toBeLessThan(0.05);
  });

  test('another service time is told apart', () => {
    const plain = erlangScenario({ seed: 5, customers: 100_000, load: 0.8, servers: 5 });
    const [one] = plain.departments;
    const steady: Scenario = {
      ...plain,
      departments: [{ ...one!, durations: { ...one!.durations, handlingSigma: 0.2 } }],
    };
    expect(agreesWithErlang({ servers: 5, load: 0.8, tally: simulate(steady) })).toBe(false);
  });
});

describe('a run', () => {
  const scenario = teamScenario({ seed: 3, customers: 3000, load: 0.9, swing: 0.2 });

  test('of one seed is always the same, of another is another', () => {
    const waits = simulate(scenario).waits;
    expect(simulate(scenario).waits).toEqual(waits);
    expect(simulate({ ...scenario, seed: 4 }).waits).not.toEqual(waits);
  });

  test('loses nobody: everyone after the warm-up was served or left', () => {
    const { waits, abandoned, everybody, unquoted } = simulate(scenario);
    expect(waits.length + abandoned).toBe(scenario.customers - scenario.warmUp);
    expect(everybody.answers + unquoted).toBe(scenario.customers - scenario.warmUp);
  });

  test('nobody waits for ever where patience ends, and nobody leaves where it does not', () => {
    const patient = {
      ...scenario,
      departments: scenario.departments.map((each) => ({
        ...each,
        durations: { ...each.durations, patienceMean: Infinity },
      })),
    };
    expect(simulate(patient).abandoned).toBe(0);
    expect(simulate(scenario).abandoned).toBeGreaterThan(0);
  });
});

describe('its parts', () => {
  test('in a line the urgent go first, then by age, and shadows count for nobody', () => {
    const line = new Line(teamScenario({ seed: 1, customers: 1, load: 1, swing: 0 }).departments[0]!);
    const join = (arrivedAt: number, urgent: boolean): Customer => {
      const rest = { department: 0, counts: true, quote: null, again: null, offeredAt: null } as const;
      const customer: Customer = { ...rest, arrivedAt, urgent, stage: 'waiting' };
      line.join(customer);
      return customer;
    };
    const [one, two, three, four] = [join(1, false), join(2, false), join(3, true), join(4, true)];
    expect([one, two, three, four].map((each) => line.ahead(each))).toEqual([2, 3, 0, 1]);
    expect([line.ahead({ urgent: true }), line.ahead({ urgent: false })]).toEqual([2, 4]);
    three.stage = 'left';
    expect([one, two, four].map((each) => line.ahead(each))).toEqual([1, 2, 0]);
    const taken: (Customer | null)[] = [];
    for (let first = line.first(); first !== null; first = line.first()) {
      taken.push(first);
      line.shift();
    }
    expect(taken).toEqual([three, four, one, two]);
  });

  test('the agenda gives what was put down in order of time, and of entry at one time', () => {
    const random = new Random(1);
    const agenda = new Agenda<number>();
    const times = Array.from({ length: 500 }, () => Math.floor(random.uniform() * 50));
    for (const [index, at] of times.entries()) agenda.add(at, index);
    const taken: { at: number; what: number }[] = [];
    for (let next = agenda.next(); next !== null; next = agenda.next()) {
      taken.push({ at: next.at, what: next.what });
    }
    const expected = times
      .map((at, what) => ({ at, what }))
      .toSorted((a, b) => a.at - b.at || a.what - b.what);
    expect(taken).toEqual(expected);
  });

  test('draws have the means and spreads they are asked for', () => {
    const random = new Random(11);
    const mean = (draw: () => number): number => {
      let sum = 0;
      for (let n = 0; n < 100_000; n += 1) sum += draw();
      return sum / 100_000;
    };
    expect(mean(() => random.uniform())).toBeCloseTo(0.5, 2);
    expect(mean(() => random.exponential(3))).toBeCloseTo(3, 1);
    expect(mean(() => random.logNormal(5, 0.8)) / 5).toBeCloseTo(1, 1);
    expect(mean(() => Math.log(random.logNormal(1, 0.8)))).toBeCloseTo(-0.32, 1);
  });
});
