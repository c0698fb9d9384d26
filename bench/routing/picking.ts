import { RoutingIndex } from '../../packages/server/src/core/routing/routing-index.ts';
import { DeskWorld } from './desk-world.ts';
import type { Variety } from './desk-world.ts';

/** Something done again and again, and timed each time. Answers whether somebody was picked. */
export type Step = () => boolean;

/** A desk with every slot free and a queue that nobody has looked at yet. */
export function fullQueue(
  operators: number,
  queued: number,
  variety: Variety,
): { world: DeskWorld; index: RoutingIndex } {
  const world = new DeskWorld(operators, variety);
  const index = new RoutingIndex();
  for (const operator of world.operators) index.putOperator(operator);
  for (let count = 0; count < queued; count += 1) index.putNeed(world.nextNeed());
  return { world, index };
}

/** An operator has room: his first need is picked, offered, accepted and done with, and another one comes. */
export function operatorPicks(operators: number, queued: number, variety: Variety): Step {
  const { world, index } = fullQueue(operators, queued, variety);
  let at = 1_800_000_000_000_000;
  return () => {
    const operatorId = `o${world.below(operators)}`;
    at += 1000;
    const need = index.pickForOperator(operatorId);
    if (need !== null) {
      index.offer(need.id, operatorId, at);
      index.accept(need.id);
      index.slotFreed(operatorId, at);
      index.putNeed(world.again(need));
    }
    return need !== null;
  };
}

/** The busy desk: everybody is full, one chat ends, what is due is offered and accepted, another need comes. */
export function slotsFreed(operators: number, queued: number, variety: Variety): Step {
  const { world, index } = fullQueue(operators, queued, variety);
  let at = 1_800_000_000_000_000;
  for (const operator of world.operators) index.putOperator({ ...operator, active: operator.maxChats });
  index.settle(at);
  return () => {
    const operatorId = `o${world.below(operators)}`;
    at += 1000;
    index.slotFreed(operatorId, at);
    const offers = index.settle(at);
    for (const { needId } of offers) {
      const need = index.need(needId);
      index.accept(needId);
      if (need !== null) index.putNeed(world.again(need));
    }
    index.settle(at);
    return offers.length > 0;
  };
}

/** The quiet desk: half of all slots are free, a need comes and is offered and accepted, some chat ends. */
export function needsArrive(operators: number, variety: Variety): Step {
  const { world, index } = fullQueue(operators, 0, variety);
  for (const operator of world.operators) {
    index.putOperator({ ...operator, active: world.below(operator.maxChats + 1) });
  }
  const needs = Array.from({ length: 20_000 }, () => world.nextNeed());
  let at = 1_800_000_000_000_000;
  return () => {
    const need = world.again(needs[world.below(needs.length)] ?? world.nextNeed());
    at += 1000;
    index.putNeed(need);
    const operatorId = index.pickForNeed(need.id, at);
    if (operatorId === null) {
      index.removeNeed(need.id);
    } else {
      index.offer(need.id, operatorId, at);
      index.accept(need.id);
    }
    const other = `o${world.below(operators)}`;
    index.slotFreed(other, at);
    return operatorId !== null;
  };
}
