import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { LIST_LIMITS } from './index/need-queue.ts';
import type { ListLimits } from './index/need-queue.ts';
import { isEligible, isSuited } from './is-eligible.ts';
import { compareNeeds } from './need.ts';
import { RoutingIndex } from './routing-index.ts';
import { RoutingOracle } from './testing/routing-oracle.ts';
import { LARGE_WORLD, needIds, operatorIds, routingStep, SMALL_WORLD } from './testing/routing-steps.ts';
import type { WorldSize } from './testing/routing-steps.ts';

/** Everything is in lists, some of it, next to nothing in a short history. */
const LIMITS: readonly ListLimits[] = [
  { watchers: 100, fresh: 0, empty: 3 },
  { watchers: 2, fresh: 1, empty: 0 },
  { watchers: 30, fresh: 10, empty: 10 },
  LIST_LIMITS,
];

test('H6.1, H6.2, H6.4: after any history the index chooses what looking at everything would choose', () => {
  expectSameChoices(30_000, 40, SMALL_WORLD);
});

test('H6.1, H6.2, H6.4: and so it does among hundreds of operators and needs', () => {
  expectSameChoices(20, 2000, LARGE_WORLD);
});

function expectSameChoices(histories: number, longest: number, size: WorldSize): void {
  const numbers = fc.array(fc.integer(), {
    minLength: Math.floor(longest / 40),
    maxLength: longest,
    size: 'max',
  });
  let offers = 0;
  fc.assert(
    fc.property(numbers, fc.constantFrom(...LIMITS), (history, limits) => {
      offers += play(history, size, limits);
    }),
    seeded(histories),
  );
  // Histories in which nobody is offered anything would prove nothing.
  expect(offers).toBeGreaterThan(histories);
}

/** How many offers were made. */
function play(history: readonly number[], size: WorldSize, limits: ListLimits): number {
  const index = new RoutingIndex(limits);
  const oracle = new RoutingOracle();
  let offers = 0;
  let at = 10;
  for (const number of history) {
    const step = routingStep(number, size);
    at += step.jump;
    step.tell(index, at);
    step.tell(oracle, at);
    expectSamePicks(
      index,
      oracle,
      `o${Math.abs(number % size.operators)}`,
      `n${Math.abs(number % size.needs)}`,
      at,
    );
    if (step.settles) offers += expectSettled(index, oracle, at);
  }
  offers += expectSettled(index, oracle, at);
  expectSameState(index, oracle, size);
  return offers;
}

/** `expect` is too slow to be called millions of times. */
function same(what: string, got: unknown, wanted: unknown): void {
  if (got !== wanted) expect({ [what]: got }).toEqual({ [what]: wanted });
}

function expectSamePicks(
  index: RoutingIndex,
  oracle: RoutingOracle,
  operatorId: string,
  needId: string,
  at: number,
): void {
  same('need', index.pickForOperator(operatorId)?.id, oracle.pickForOperator(operatorId)?.id);
  same('operator', index.pickForNeed(needId, at), oracle.pickForNeed(needId, at));
}

/** Settles both; what the rules say is checked on its own, whatever the oracle does. */
function expectSettled(index: RoutingIndex, oracle: RoutingOracle, at: number): number {
  const before = oracle.queue();
  const offers = index.settle(at);
  const given = new Set<string>();
  for (const { needId, operatorId } of offers) {
    const operator = oracle.operator(operatorId)!;
    const need = oracle.need(needId)!;
    same('suited, not declined', isSuited(operator, need), true);
    same('within capacity', index.operator(operatorId)!.active <= operator.maxChats, true);
    for (const other of before) {
      const overtaken = compareNeeds(other, need) < 0 && !given.has(other.id) && isSuited(operator, other);
      if (overtaken) same('overtaken', other.id, null);
    }
    given.add(needId);
  }
  const text = (picks: typeof offers): string =>
    picks
      .map(({ needId, operatorId }) => `${needId} ${operatorId}`)
      .toSorted()
      .join();
  same('offers', text(offers), text(oracle.settle(at)));
  for (const need of oracle.queue()) {
    for (const operator of oracle.operators.values()) same('left waiting', isEligible(operator, need), false);
  }
  return offers.length;
}

function expectSameState(index: RoutingIndex, oracle: RoutingOracle, size: WorldSize): void {
  same('waiting', index.waitingCount, oracle.waiting.size);
  for (const id of operatorIds(size)) {
    same('active', index.operator(id)?.active, oracle.operator(id)?.active);
    same('idle since', index.operator(id)?.idleSince, oracle.operator(id)?.idleSince);
  }
  for (const id of needIds(size)) {
    same('offered to', index.offeredTo(id), oracle.offeredTo(id));
    same('declined by', index.need(id)?.declined.join(), oracle.need(id)?.declined.join());
  }
}
