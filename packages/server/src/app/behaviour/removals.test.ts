import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GuidelineRecord } from '../../core/behaviour/guideline-record.ts';
import type { JourneyRecord } from '../../core/behaviour/journey-record.ts';
import type { Relationship, RelationshipEnd } from '../../core/behaviour/relationship.ts';
import { Behaviours } from './behaviours.ts';
import { openMemory } from '../../testing/open-memory.ts';
import { START } from '../../testing/make.ts';
import { makeGuideline } from '../../testing/store-contract/behaviour-contract.ts';
import { removals } from './removals.ts';
import type { Going } from './removals.ts';

const GUIDELINES = ['g0', 'g1', 'g2', 'g3', 'g4'];
const JOURNEYS = ['j0', 'j1'];
const tag = fc.constantFrom(
  'agent:a',
  'agent:b',
  'plain',
  'guideline:g0',
  'guideline:g1',
  'journey:j0',
  'journey:j1',
  'journey_node:n-j0',
);
const tags = fc.uniqueArray(tag, { maxLength: 3 });
const end = fc.oneof(
  fc.constantFrom(...GUIDELINES).map((id): RelationshipEnd => ({ type: 'guideline', id })),
  tag.map((id): RelationshipEnd => ({ type: 'tag', id })),
);

interface World {
  readonly guidelines: readonly GuidelineRecord[];
  readonly journeys: readonly JourneyRecord[];
  readonly relationships: readonly Relationship[];
  readonly coded: ReadonlySet<string>;
}

function makeJourney(id: string, own: readonly string[], triggers: readonly string[]): JourneyRecord {
  const node = {
    id: `n-${id}`,
    kind: 'fork' as const,
    action: null,
    description: null,
    toolIds: [],
    metadata: {},
    compositionMode: null,
    labels: [],
    say: null,
  };
  return {
    id,
    createdAt: START,
    title: id,
    description: '',
    triggers,
    tags: own,
    compositionMode: null,
    labels: [],
    priority: 0,
    rootId: node.id,
    nodes: [node],
    edges: [],
  };
}

const world: fc.Arbitrary<World> = fc.record({
  guidelines: fc.tuple(...GUIDELINES.map((id) => tags.map((own) => makeGuideline(id, { tags: own })))),
  journeys: fc.tuple(
    ...JOURNEYS.map((id) =>
      fc.tuple(tags, fc.subarray(GUIDELINES)).map(([own, triggers]) => makeJourney(id, own, triggers)),
    ),
  ),
  relationships: fc.array(fc.tuple(end, end), { maxLength: 6 }).map((pairs) =>
    pairs.map(([source, target], index) => ({
      id: `r${index}`,
      createdAt: START,
      kind: 'priority',
      source,
      target,
    })),
  ),
  coded: fc.subarray([...GUIDELINES, ...JOURNEYS]).map((ids) => new Set(ids)),
});

const going: fc.Arbitrary<Going> = fc.oneof(
  fc.constantFrom(...GUIDELINES).map((id): Going => ({ records: [{ kind: 'guideline', id }] })),
  fc.constantFrom(...JOURNEYS).map((id): Going => ({ records: [{ kind: 'journey', id }] })),
  fc.constantFrom('agent:a', 'journey_node:n-j0').map((scope): Going => ({ scopes: [scope] })),
  fc.constant<Going>({ tags: ['plain'] }),
);

async function open({ guidelines, journeys, relationships, coded }: World): Promise<Behaviours> {
  const behaviours = await Behaviours.open(openMemory().behaviour);
  for (const record of guidelines.filter(({ id }) => coded.has(id))) behaviours.define('guideline', record);
  for (const record of journeys.filter(({ id }) => coded.has(id))) behaviours.define('journey', record);
  await behaviours.apply([
    ...guidelines
      .filter(({ id }) => !coded.has(id))
      .map((record) => ({ op: 'put', kind: 'guideline', record }) as const),
    ...journeys
      .filter(({ id }) => !coded.has(id))
      .map((record) => ({ op: 'put', kind: 'journey', record }) as const),
    ...relationships.map((record) => ({ op: 'put', kind: 'relationship', record }) as const),
  ]);
  return behaviours;
}

test('whatever goes: nothing names it any more, nothing becomes everybody’s, what code defines stays', async () => {
  await fc.assert(
    fc.asyncProperty(world, going, async (before, what) => {
      fc.pre(!(what.records ?? []).some(({ id }) => before.coded.has(id)));
      const behaviours = await open(before);
      await behaviours.apply(removals(behaviours, what));

      const guidelines = new Map(behaviours.list('guideline').map((each) => [each.id, each]));
      const journeys = new Map(behaviours.list('journey').map((each) => [each.id, each]));
      const goneTags = [
        ...(what.scopes ?? []),
        ...GUIDELINES.filter((id) => !guidelines.has(id)).map((id) => `guideline:${id}`),
        ...JOURNEYS.flatMap((id) => (journeys.has(id) ? [] : [`journey:${id}`, `journey_node:n-${id}`])),
      ];
      for (const { id } of what.records ?? []) expect(guidelines.has(id) || journeys.has(id)).toBe(false);
      for (const id of before.coded) expect(guidelines.has(id) || journeys.has(id)).toBe(true);
      for (const was of [...before.guidelines, ...before.journeys]) {
        const is = guidelines.get(was.id) ?? journeys.get(was.id);
        if (is === undefined) continue;
        if (was.tags.length > 0) expect(is.tags).not.toEqual([]);
        if (!before.coded.has(was.id)) expect(is.tags.filter((each) => goneTags.includes(each))).toEqual([]);
      }
      for (const { triggers } of journeys.values())
        expect(triggers.filter((id) => !guidelines.has(id))).toEqual([]);
      for (const { source, target } of behaviours.list('relationship')) {
        for (const each of [source, target]) {
          if (each.type === 'guideline') expect(guidelines.has(each.id)).toBe(true);
          if (each.type === 'tag') expect([...goneTags, ...(what.tags ?? [])]).not.toContain(each.id);
        }
      }
    }),
    { numRuns: 200 },
  );
});
