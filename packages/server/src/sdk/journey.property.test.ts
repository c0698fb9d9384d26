import * as fc from 'fast-check';
import { test } from 'vitest';
import { edgeProblem } from '../core/behaviour/check-journey.ts';
import { END_NODE } from '../core/behaviour/journey-record.ts';
import type { JourneyRecord } from '../core/behaviour/journey-record.ts';
import { memoryAuthor } from '../testing/memory-author.ts';
import type { Journey } from './journey.ts';
import type { JourneyState } from './journey-state.ts';

/** What an author might write next: from one of the states made so far, to something new or known. */
interface Step {
  readonly from: number;
  readonly lead: 'chat' | 'fork' | 'end' | 'back' | 'part';
  readonly to: number;
  readonly condition: string | undefined;
}

const step: fc.Arbitrary<Step> = fc.record({
  from: fc.nat(12),
  lead: fc.constantFrom('chat', 'chat', 'fork', 'end', 'back', 'part'),
  to: fc.nat(12),
  condition: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
});

/** Takes a step where the author is allowed to; the states known afterwards. */
function take(states: readonly JourneyState[], part: Journey, next: Step): readonly JourneyState[] {
  const from = states[next.from % states.length];
  const to = states[next.to % states.length];
  if (from === undefined || to === undefined) return states;
  const way = next.condition === undefined ? {} : { condition: next.condition };
  try {
    switch (next.lead) {
      case 'chat':
        return [...states, from.transitionTo({ ...way, chat: 'Ask' }).target];
      case 'fork':
        return [...states, from.fork().target];
      case 'part':
        return [...states, from.transitionTo({ ...way, journey: part }).target];
      case 'back':
        from.transitionTo({ ...way, state: to });
        return states;
      case 'end':
        from.transitionTo({ ...way, end: true });
        return states;
    }
  } catch (error) {
    if (error instanceof TypeError) throw error;
    return states;
  }
}

function reachable({ rootId, edges }: JourneyRecord): ReadonlySet<string> {
  const reached = new Set([rootId]);
  for (const id of reached) for (const { source, target } of edges) if (source === id) reached.add(target);
  return reached;
}

test('whatever is written, every state can be reached, no id is there twice, and no way is one REST would refuse', async () => {
  const { author } = await memoryAuthor();
  const part = await author.createJourney({ title: 'Part', description: 'A part.' });
  part.initialState.transitionTo({ chat: 'Greet' });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const journey = await author.createJourney({ title: 'Whole', description: 'A whole.' });
      let states: readonly JourneyState[] = [journey.initialState];
      for (const next of steps) states = take(states, part, next);
      const { record } = journey;
      const reached = reachable(record);
      const ids = [...record.nodes, ...record.edges].map(({ id }) => id);
      return (
        record.nodes.every(({ id }) => reached.has(id)) &&
        new Set([...ids, END_NODE]).size === ids.length + 1 &&
        record.edges.every((edge) => edgeProblem(record, edge) === null)
      );
    }),
    { numRuns: 150 },
  );
});
