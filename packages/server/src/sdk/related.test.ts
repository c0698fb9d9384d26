import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Relationship } from '../core/behaviour/relationship.ts';
import { resolveRelationships } from '../core/behaviour/resolve-relationships.ts';
import { makeAgent } from '../testing/make.ts';
import { memoryAuthor } from '../testing/memory-author.ts';
import type { MemoryAuthor } from '../testing/memory-author.ts';
import type { Agent } from './agent.ts';
import type { Guideline } from './guideline.ts';
import type { Journey } from './journey.ts';
import { allOf, anyOf } from './related.ts';
import type { Tag } from './tag.ts';
import { tool } from './tool.ts';

let memory: MemoryAuthor;
let agent: Agent;
let rain: Guideline;
let snow: Guideline;
let hail: Guideline;
let journey: Journey;
let tag: Tag;

beforeEach(async () => {
  memory = await memoryAuthor();
  agent = await memory.author.createAgent({ name: 'Ada' });
  rain = await agent.createGuideline({ condition: 'It rains', id: 'rain' });
  snow = await agent.createGuideline({ condition: 'It snows', id: 'snow' });
  hail = await agent.createGuideline({ condition: 'It hails', id: 'hail' });
  journey = await agent.createJourney({ title: 'Shelter', description: 'Finds shelter.', id: 'shelter' });
  tag = await memory.author.createTag('weather');
});

function made(): Omit<Relationship, 'id' | 'createdAt'>[] {
  return memory.behaviours
    .of(makeAgent({ id: agent.id }))
    .relationships.map(({ kind, source, target }) => ({ kind, source, target }));
}

const ends = {
  rain: { type: 'guideline', id: 'rain' },
  snow: { type: 'guideline', id: 'snow' },
  hail: { type: 'guideline', id: 'hail' },
  shelter: { type: 'tag', id: 'journey:shelter' },
} as const;

describe('relationships', () => {
  test.each<[string, () => void, readonly Omit<Relationship, 'id' | 'createdAt'>[]]>([
    [
      'prioritizeOver',
      () => rain.prioritizeOver(snow, journey),
      [
        { kind: 'priority', source: ends.rain, target: ends.snow },
        { kind: 'priority', source: ends.rain, target: ends.shelter },
      ],
    ],
    ['exclude', () => rain.exclude(snow), [{ kind: 'priority', source: ends.rain, target: ends.snow }]],
    [
      'dependOn',
      () => rain.dependOn(snow, hail),
      [
        { kind: 'dependency', source: ends.rain, target: ends.snow },
        { kind: 'dependency', source: ends.rain, target: ends.hail },
      ],
    ],
    [
      'dependOn(anyOf)',
      () => rain.dependOn(anyOf(snow, hail)),
      [
        { kind: 'dependency_any', source: ends.rain, target: ends.snow },
        { kind: 'dependency_any', source: ends.rain, target: ends.hail },
      ],
    ],
    [
      'dependOn(allOf)',
      () => rain.dependOn(allOf(snow, journey)),
      [
        { kind: 'dependency', source: ends.rain, target: ends.snow },
        { kind: 'dependency', source: ends.rain, target: ends.shelter },
      ],
    ],
    [
      'dependOnAny',
      () => journey.dependOnAny(snow),
      [{ kind: 'dependency_any', source: ends.shelter, target: ends.snow }],
    ],
    ['entail', () => rain.entail(snow), [{ kind: 'entailment', source: ends.rain, target: ends.snow }]],
    [
      'disambiguate',
      () => rain.disambiguate([snow, journey]),
      [
        { kind: 'disambiguation', source: ends.rain, target: ends.snow },
        { kind: 'disambiguation', source: ends.rain, target: ends.shelter },
      ],
    ],
  ])('%s', (_, relate, expected) => {
    relate();
    expect(made()).toEqual(expected);
  });

  test('tags and journey states have relationships too', () => {
    const { target: state } = journey.initialState.transitionTo({ chat: 'Ask where' });
    tag.prioritizeOver(state);
    expect(made()).toEqual([
      {
        kind: 'priority',
        source: { type: 'tag', id: tag.id },
        target: { type: 'tag', id: `journey_node:${state.id}` },
      },
    ]);
  });

  test('all of a tag is everything that carries it by now, but not the source itself', async () => {
    const tags = [tag];
    expect(() => rain.dependOn(allOf(tag))).toThrow(/Nothing carries/);
    const wind = await agent.createGuideline({ condition: 'Wind', id: 'wind', tags });
    await agent.createGuideline({ condition: 'Fog', id: 'fog', tags });
    await agent.createJourney({ title: 'Storm', description: 'x', id: 'storm', tags });
    wind.dependOn(allOf(tag));
    await agent.createGuideline({ condition: 'Frost', id: 'frost', tags });
    expect(made()).toEqual([
      {
        kind: 'dependency',
        source: { type: 'guideline', id: 'wind' },
        target: { type: 'guideline', id: 'fog' },
      },
      {
        kind: 'dependency',
        source: { type: 'guideline', id: 'wind' },
        target: { type: 'tag', id: 'journey:storm' },
      },
    ]);
  });

  test('reevaluateAfter names the tool, and makes it known', () => {
    const look = tool({
      name: 'look',
      description: 'Looks out of the window.',
      parameters: z.object({}),
      run: async () => ({ data: 'wet' }),
    });
    rain.reevaluateAfter(look);
    expect(made()).toEqual([
      {
        kind: 'reevaluation',
        source: ends.rain,
        target: { type: 'tool', id: { service: 'built-in', tool: 'look' } },
      },
    ]);
    expect(memory.behaviours.tool({ service: 'built-in', tool: 'look' })).toBe(look);
  });

  test('dependencies can be given when a guideline is made', async () => {
    await agent.createGuideline({
      condition: 'It pours',
      id: 'pours',
      dependencies: [rain, anyOf(snow, hail)],
    });
    expect(made().map(({ kind, target }) => [kind, target.id])).toEqual([
      ['dependency', 'rain'],
      ['dependency_any', 'snow'],
      ['dependency_any', 'hail'],
    ]);
  });

  test('the same said twice is one relationship with one id', () => {
    rain.prioritizeOver(snow);
    rain.exclude(snow);
    expect(made()).toHaveLength(1);
  });

  test('what has no target, or itself for one, is refused', () => {
    expect(() => rain.prioritizeOver()).toThrow(TypeError);
    expect(() => rain.dependOn(anyOf())).toThrow(TypeError);
    expect(() => rain.entail(rain)).toThrow(TypeError);
    expect(() => rain.disambiguate([snow])).toThrow(TypeError);
    expect(() => rain.reevaluateAfter()).toThrow(TypeError);
    expect(made()).toEqual([]);
  });

  test('a second set of alternatives is refused: the engine would take the two for one', () => {
    rain.dependOnAny(snow, hail);
    expect(() => rain.dependOnAny(hail, snow)).not.toThrow();
    expect(() => rain.dependOnAny(journey)).toThrow(/alternat|already/);
    expect(made()).toHaveLength(2);
  });

  test('they are what the engine settles matches by', () => {
    rain.prioritizeOver(snow);
    hail.dependOn(journey);
    const { guidelines, relationships } = memory.behaviours.of(makeAgent({ id: agent.id }));
    const { kept, dropped } = resolveRelationships(guidelines, guidelines, relationships);
    expect(kept).toEqual(['rain']);
    expect(dropped.map(({ id, because }) => [id, because])).toEqual(
      expect.arrayContaining([
        ['snow', 'priority'],
        ['hail', 'dependency'],
      ]),
    );
  });
});
