import { RELAXATIONS } from '../need.ts';
import type { Need } from '../need.ts';
import type { Operator, SkillLevel } from '../operator.ts';
import type { Router } from './routing-oracle.ts';

/** One thing that happens. Does the same to whatever it is told to. */
export interface RoutingStep {
  readonly name: string;
  /** Microseconds by which the clock jumps before it; may be below zero. */
  readonly jump: number;
  readonly settles: boolean;
  tell(router: Router, at: number): void;
}

/** How many of each kind there are; departments are few, so that they meet. */
export interface WorldSize {
  readonly operators: number;
  readonly needs: number;
  readonly skills: number;
  readonly languages: number;
  /** Share of the steps after which offers are made. */
  readonly settles: number;
}

/** Few of each: everything meets everything in a short history. */
export const SMALL_WORLD: WorldSize = { operators: 6, needs: 10, skills: 3, languages: 2, settles: 0.75 };
/** Enough for what is kept in another way when there are many. */
export const LARGE_WORLD: WorldSize = { operators: 300, needs: 400, skills: 14, languages: 3, settles: 0.03 };

const DEPARTMENTS = ['sales', 'support', 'claims'];

export function operatorIds(size: WorldSize): string[] {
  return named('o', size.operators);
}

export function needIds(size: WorldSize): string[] {
  return named('n', size.needs);
}

function named(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, number) => `${letter}${number}`);
}

/** The step that a number stands for. */
export function routingStep(number: number, size: WorldSize): RoutingStep {
  const draw = drawFrom(number);
  const operatorId = `o${draw.below(size.operators)}`;
  const needId = `n${draw.below(size.needs)}`;
  const jump = draw.one([0, 0, 1, 1, 3, 10, -4]);
  const settles = draw.below(100) < 100 * size.settles;
  const step = (name: string, tell: RoutingStep['tell']): RoutingStep => ({ name, jump, settles, tell });
  const operator = drawOperator(draw, size, operatorId);
  const need = drawNeed(draw, size, needId);
  const count = draw.below(4);
  const department = draw.one(DEPARTMENTS);
  const steps: readonly (() => RoutingStep)[] = [
    () => step('joins', (router, at) => router.putOperator({ ...operator, active: 0, idleSince: at })),
    () => step('changes', (router) => changeProfile(router, operator)),
    () => step('goes for good', (router) => router.removeOperator(operatorId)),
    () => step('comes', (router, at) => router.operatorCame(operatorId, at)),
    () => step('leaves', (router) => router.operatorLeft(operatorId)),
    () => step('capacity', (router) => router.changeCapacity(operatorId, count)),
    () => step('takes over', (router, at) => router.slotTaken(operatorId, at)),
    () => step('ends a chat', (router, at) => router.slotFreed(operatorId, at)),
    () => step('asks', (router, at) => router.putNeed({ ...need, requestedAt: at - count })),
    () => step('changes priority', (router) => changeNeed(router, needId, { priority: count })),
    () => step('relaxes', (router) => changeNeed(router, needId, { relaxed: RELAXATIONS.slice(0, count) })),
    () => step('transfer', (router) => changeNeed(router, needId, { department })),
    () => step('is withdrawn', (router) => router.removeNeed(needId)),
    () => step('is accepted', (router) => void router.accept(needId)),
    () => step('is declined', (router) => void router.decline(needId)),
    () => step('is offered by hand', (router, at) => offerByHand(router, needId, operatorId, at)),
  ];
  // People join and ask more often than all else, or nothing would happen.
  const weights = [0, 0, 0, 8, 8, 8, 8, 8, 14, 14, ...steps.keys()];
  return (steps[draw.one(weights)] ?? steps[0]!)();
}

function changeProfile(router: Router, operator: Operator): void {
  const known = router.operator(operator.id);
  if (known === null) return;
  router.putOperator({ ...operator, active: known.active, idleSince: known.idleSince });
}

function changeNeed(router: Router, id: string, change: Partial<Need>): void {
  const need = router.need(id);
  if (need !== null) router.putNeed({ ...need, ...change });
}

function offerByHand(router: Router, needId: string, operatorId: string, at: number): void {
  try {
    router.offer(needId, operatorId, at);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

function drawOperator(draw: Draw, size: WorldSize, id: string): Operator {
  return {
    id,
    departments: draw.some(DEPARTMENTS),
    skills: drawSkills(draw, size),
    languages: draw.some(named('l', size.languages)),
    maxChats: draw.one([0, 1, 1, 2, 2, 3]),
    present: draw.below(4) > 0,
    active: 0,
    idleSince: 0,
  };
}

function drawNeed(draw: Draw, size: WorldSize, id: string): Need {
  return {
    id,
    department: draw.one(DEPARTMENTS),
    overflow: draw.some(DEPARTMENTS),
    skills: draw.below(3) === 0 ? [] : drawSkills(draw, size).slice(-2),
    language: draw.one([null, ...named('l', size.languages)]),
    priority: draw.one([0, 0, 1, 2]),
    requestedAt: 0,
    declined: draw.below(4) === 0 ? declinedBy(draw, size) : [],
    lastOperator:
      draw.below(3) === 0 ? { id: `o${draw.below(size.operators)}`, until: draw.below(40) } : null,
    relaxed: draw.below(4) === 0 ? draw.some(RELAXATIONS) : [],
  };
}

function drawSkills(draw: Draw, size: WorldSize): SkillLevel[] {
  // Sometimes a skill comes twice: the higher level counts.
  const names = named('s', size.skills);
  const doubled = draw.below(8) === 0 ? names : [];
  return [...draw.some(names), ...doubled].map((skill) => ({ skill, level: 1 + draw.below(3) }));
}

function declinedBy(draw: Draw, size: WorldSize): string[] {
  return draw.some(operatorIds({ ...size, operators: Math.min(6, size.operators) }));
}

interface Draw {
  below(limit: number): number;
  one<T>(values: readonly T[]): T;
  some<T>(values: readonly T[]): T[];
}

/** Numbers drawn from a number, always the same ones. */
function drawFrom(number: number): Draw {
  let state = number | 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return {
    below,
    one: (values) => values[below(values.length)]!,
    some: (values) => values.filter(() => below(2) === 0),
  };
}
