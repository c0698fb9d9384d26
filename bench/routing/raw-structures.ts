import type { Need } from '../../packages/server/src/core/routing/need.ts';
import { LANGUAGES, SKILLS } from './desk-world.ts';
import type { DeskWorld } from './desk-world.ts';
import type { Step } from './picking.ts';

/*
 * What the bare structures reach in the same minute: no levels, no priorities, no declines, no offers, numbers for
 * names, and nothing ever changes about an operator.
 */

interface Ask {
  readonly key: string;
  readonly language: number;
  readonly skills: readonly number[];
  score: number;
}

interface Able {
  readonly languages: readonly number[];
  readonly skills: readonly number[];
}

/** Each operator keeps a list of the heaps he may take from. */
export function bareHeaps(world: DeskWorld, needs: readonly Need[]): Step {
  const operators: Able[] = world.operators.map(({ languages, skills }) => ({
    languages: languages.map(numberOf),
    skills: skills.map(({ skill }) => numberOf(skill)),
  }));
  const heaps = new Map<string, Ask[]>();
  const own: Ask[][][] = operators.map(() => []);
  let score = 0;
  for (const need of needs) {
    const ask = askOf(need, (score += 1));
    let heap = heaps.get(ask.key);
    if (heap === undefined) {
      heap = [];
      heaps.set(ask.key, heap);
      for (const [at, { languages, skills }] of operators.entries()) {
        const able = languages.includes(ask.language) && ask.skills.every((skill) => skills.includes(skill));
        if (able) own[at]?.push(heap);
      }
    }
    push(heap, ask);
  }
  return () => {
    let best: Ask[] | null = null;
    let first = Infinity;
    for (const heap of own[world.below(operators.length)] ?? []) {
      const ask = heap[0];
      if (ask === undefined || ask.score >= first) continue;
      first = ask.score;
      best = heap;
    }
    const ask = best === null ? undefined : pop(best);
    if (ask !== undefined && best !== null) push(best, { ...ask, score: (score += 1) });
    return ask !== undefined;
  };
}

/** Bit sets of operators by eighths of load, by language and by skill. */
export function bareBitSets(world: DeskWorld, needs: readonly Need[]): Step {
  const count = world.operators.length;
  const words = (count + 31) >> 5;
  const sets = (many: number): Int32Array[] => Array.from({ length: many }, () => new Int32Array(words));
  const [bySkill, byLanguage, byLoad] = [sets(SKILLS), sets(LANGUAGES), sets(8)];
  const loads = world.operators.map(({ maxChats }) => world.below(maxChats + 1));
  const levels = new Int32Array(count).fill(-1);
  const idle = new Float64Array(count);
  const mark = (bits: Int32Array | undefined, at: number, on: boolean): void => {
    if (bits === undefined) return;
    const word = bits[at >> 5] ?? 0;
    bits[at >> 5] = on ? word | (1 << (at & 31)) : word & ~(1 << (at & 31));
  };
  const move = (at: number, change: number): void => {
    const { maxChats } = world.operators[at] ?? { maxChats: 0 };
    const load = (loads[at] ?? 0) + change;
    loads[at] = load;
    mark(byLoad[levels[at] ?? -1], at, false);
    levels[at] = load >= maxChats ? -1 : Math.floor((load / maxChats) * 8);
    mark(byLoad[levels[at] ?? -1], at, true);
  };
  for (const [at, { skills, languages }] of world.operators.entries()) {
    for (const { skill } of skills) mark(bySkill[numberOf(skill)], at, true);
    for (const language of languages) mark(byLanguage[numberOf(language)], at, true);
    move(at, 0);
  }
  const asks = needs.slice(0, 20_000).map((need) => askOf(need, 0));
  let time = 0;
  return () => {
    const ask = asks[world.below(asks.length)];
    if (ask === undefined) return false;
    const spoken = byLanguage[ask.language];
    const [a, b = a, c = a] = ask.skills.map((skill) => bySkill[skill]);
    let best = -1;
    for (let level = 0; level < byLoad.length && best === -1; level += 1) {
      const load = byLoad[level];
      for (let word = 0; word < words; word += 1) {
        let able =
          (load?.[word] ?? 0) &
          (spoken?.[word] ?? 0) &
          (a?.[word] ?? 0) &
          (b?.[word] ?? 0) &
          (c?.[word] ?? 0);
        for (; able !== 0; able &= able - 1) {
          const at = (word << 5) + 31 - Math.clz32(able & -able);
          if (best === -1 || (idle[at] ?? 0) < (idle[best] ?? 0)) best = at;
        }
      }
    }
    if (best !== -1) {
      move(best, 1);
      idle[best] = time += 1;
    }
    const other = world.below(count);
    if ((loads[other] ?? 0) > 0) move(other, -1);
    return best !== -1;
  };
}

/** The first draft: the sorted queue is looked through until something fits. */
export function naiveScan(world: DeskWorld, needs: readonly Need[]): Step {
  const queue = needs.toSorted((a, b) => b.priority - a.priority || a.requestedAt - b.requestedAt);
  return () => {
    const operator = world.operators[world.below(world.operators.length)];
    const at = queue.findIndex(
      ({ language, skills }) =>
        operator !== undefined &&
        (language === null || operator.languages.includes(language)) &&
        skills.every(({ skill, level }) =>
          operator.skills.some((had) => had.skill === skill && had.level >= level),
        ),
    );
    if (at === -1) return false;
    queue.push(...queue.splice(at, 1));
    return true;
  };
}

function askOf({ language, skills }: Need, score: number): Ask {
  const numbers = skills.map(({ skill }) => numberOf(skill));
  return {
    key: `${language} ${numbers.join()}`,
    language: numberOf(language ?? 'l0'),
    skills: numbers,
    score,
  };
}

function numberOf(name: string): number {
  return Number(name.slice(1));
}

function push(heap: Ask[], ask: Ask): void {
  let at = heap.length;
  heap.push(ask);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || parent.score <= ask.score) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = ask;
}

function pop(heap: Ask[]): Ask | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    const right = heap[below + 1];
    if (right !== undefined && right.score < (heap[below]?.score ?? Infinity)) below += 1;
    const child = heap[below];
    if (child === undefined || child.score >= last.score) break;
    heap[at] = child;
    at = below;
  }
  heap[at] = last;
  return top;
}
