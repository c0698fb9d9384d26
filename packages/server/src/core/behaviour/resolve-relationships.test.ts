import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RELATIONSHIP_KINDS } from './relationship.ts';
import type { Relationship, RelationshipEnd, RelationshipKind } from './relationship.ts';
import { isAt, resolveRelationships } from './resolve-relationships.ts';
import type { Relatable } from './resolve-relationships.ts';

/** `a`: a guideline. `#x`: everything with the tag x. `@t`: the tool t. */
function end(text: string): RelationshipEnd {
  if (text.startsWith('#')) return { type: 'tag', id: text.slice(1) };
  if (text.startsWith('@')) return { type: 'tool', id: { service: 's', tool: text.slice(1) } };
  return { type: 'guideline', id: text };
}

function relation(text: string): Relationship {
  const [source = '', kind = '', target = ''] = text.split(' ');
  const kinds = RELATIONSHIP_KINDS as readonly string[];
  if (!kinds.includes(kind)) throw new Error(`no kind ${kind}`);
  return {
    id: text,
    createdAt: 0,
    kind: kind as RelationshipKind,
    source: end(source),
    target: end(target),
  };
}

/** `a`, `a#x` with a tag, `a!2` with a priority, `a@t` with a tool. */
function item(text: string): Relatable {
  const [id = ''] = /^\w+/.exec(text) ?? [];
  return {
    id,
    tags: [...text.matchAll(/#([\w:]+)/g)].map((match) => match[1] ?? ''),
    priority: Number(/!(-?\d+)/.exec(text)?.[1] ?? 0),
    toolIds: [...text.matchAll(/@(\w+)/g)].map((match) => ({ service: 's', tool: match[1] ?? '' })),
  };
}

interface Case {
  readonly matched: string;
  readonly others?: string;
  readonly relations?: readonly string[];
  readonly active?: readonly string[];
  readonly kept: string;
  readonly dropped?: Readonly<Record<string, string>>;
  readonly asks?: Readonly<Record<string, readonly string[]>>;
}

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');

const CASES: Readonly<Record<string, Case>> = {
  'without relationships everything stays': { matched: 'a b c', kept: 'a b c' },
  'the preferred silences the other': {
    matched: 'a b',
    relations: ['a priority b'],
    kept: 'a',
    dropped: { b: 'priority' },
  },
  'what was not matched silences nobody': {
    matched: 'b',
    others: 'a',
    relations: ['a priority b'],
    kept: 'b',
  },
  'a tag silences a tag, and never its own': {
    matched: 'a#x b#y c#x#y',
    relations: ['#x priority #y'],
    kept: 'a c',
    dropped: { b: 'priority' },
  },
  'an open journey silences by its tag': {
    matched: 'b',
    relations: ['#journey:j priority b'],
    active: ['journey:j'],
    kept: '',
    dropped: { b: 'priority' },
  },
  'two that are preferred to each other both stay': {
    matched: 'a b',
    relations: ['a priority b', 'b priority a'],
    kept: 'a b',
  },
  'a guideline without what it depends on goes': {
    matched: 'a',
    others: 'b',
    relations: ['a dependency b'],
    kept: '',
    dropped: { a: 'dependency' },
  },
  'all dependencies are needed': {
    matched: 'a b',
    others: 'c',
    relations: ['a dependency b', 'a dependency c'],
    kept: 'b',
    dropped: { a: 'dependency' },
  },
  'of dependency_any one is enough': {
    matched: 'a b',
    others: 'c',
    relations: ['a dependency_any b', 'a dependency_any c'],
    kept: 'a b',
  },
  'none of dependency_any is not': {
    matched: 'a',
    relations: ['a dependency_any b', 'a dependency_any c'],
    kept: '',
    dropped: { a: 'dependency' },
  },
  'an open journey is a support': {
    matched: 'a',
    relations: ['a dependency #journey:j'],
    active: ['journey:j'],
    kept: 'a',
  },
  'a chain of dependencies falls together': {
    matched: 'a b c',
    relations: ['a dependency b', 'b dependency c', 'c dependency d'],
    kept: '',
    dropped: { a: 'dependency', b: 'dependency', c: 'dependency' },
  },
  'what depends on the silenced goes with it': {
    matched: 'a b c',
    relations: ['a priority b', 'c dependency b'],
    kept: 'a',
    dropped: { b: 'priority', c: 'dependency' },
  },
  'a silencer that goes gives back what it silenced': {
    matched: 'z a b c',
    relations: ['z priority a', 'b dependency a', 'b priority c'],
    kept: 'z c',
    dropped: { a: 'priority', b: 'dependency' },
  },
  'nothing depends on itself': {
    matched: 'a#x',
    relations: ['a dependency #x'],
    kept: '',
    dropped: { a: 'dependency' },
  },
  'entailment adds, over several steps': {
    matched: 'a',
    others: 'b c d',
    relations: ['a entailment b', 'b entailment c'],
    kept: 'a b c',
  },
  'a ring of entailments ends': {
    matched: 'a',
    others: 'b',
    relations: ['a entailment b', 'b entailment a'],
    kept: 'a b',
  },
  'what is entailed supports': {
    matched: 'a c',
    others: 'b',
    relations: ['a entailment b', 'c dependency b'],
    kept: 'a c b',
  },
  'only the highest priority number stays': {
    matched: 'a!1 b c!1',
    kept: 'a c',
    dropped: { b: 'level' },
  },
  'what is entailed neither sets the level nor falls by it': {
    matched: 'a!1',
    others: 'b!5 c',
    relations: ['a entailment b', 'a entailment c'],
    kept: 'a b c',
  },
  'what was silenced does not set the level': {
    matched: 'a b!5',
    relations: ['a priority b'],
    kept: 'a',
    dropped: { b: 'priority' },
  },
  'several options: the customer is asked': {
    matched: 'unclear a b c',
    relations: ['unclear disambiguation a', 'unclear disambiguation b'],
    kept: 'unclear c',
    dropped: { a: 'disambiguation', b: 'disambiguation' },
    asks: { unclear: ['a', 'b'] },
  },
  'no option: the customer is asked': {
    matched: 'unclear',
    others: 'a b',
    relations: ['unclear disambiguation a', 'unclear disambiguation b'],
    kept: 'unclear',
    asks: { unclear: ['a', 'b'] },
  },
  'one option: what he means is clear': {
    matched: 'unclear a',
    others: 'b',
    relations: ['unclear disambiguation a', 'unclear disambiguation b'],
    kept: 'a',
    dropped: { unclear: 'disambiguation' },
  },
  'journeys are options by their tags': {
    matched: 'unclear s#journey:one t#journey:two',
    relations: ['unclear disambiguation #journey:one', 'unclear disambiguation #journey:two'],
    kept: 'unclear',
    dropped: { s: 'disambiguation', t: 'disambiguation' },
    asks: { unclear: ['journey:one', 'journey:two'] },
  },
  'a tool stands for what uses it': {
    matched: 'a@t b',
    relations: ['@t priority b'],
    kept: 'a',
    dropped: { b: 'priority' },
  },
  'a guideline is named by its own tag too': {
    matched: 'a b',
    relations: ['#guideline:a priority b'],
    kept: 'a',
    dropped: { b: 'priority' },
  },
  'overlap and re-evaluation change nothing here': {
    matched: 'a b',
    relations: ['a overlap b', 'a reevaluation @t'],
    kept: 'a b',
  },
};

describe('relationships', () => {
  test.each(Object.entries(CASES))('%s', (_name, { matched, others = '', relations = [], ...wanted }) => {
    const items = words(matched).map(item);
    const resolution = resolveRelationships(
      items,
      [...items, ...words(others).map(item)],
      relations.map(relation),
      new Set(wanted.active),
    );
    expect(resolution.kept).toEqual(words(wanted.kept));
    expect(Object.fromEntries(resolution.dropped.map(({ id, because }) => [id, because]))).toEqual(
      wanted.dropped ?? {},
    );
    expect(Object.fromEntries(resolution.questions.map(({ source, options }) => [source, options]))).toEqual(
      wanted.asks ?? {},
    );
  });

  const NAMES = ['a', 'b', 'c', 'd', 'e'];
  const items = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom(...NAMES),
      tags: fc.subarray(['x', 'y', 'journey:j']),
      priority: fc.integer({ min: -1, max: 1 }),
      toolIds: fc.constant([]),
    }),
    { selector: ({ id }) => id },
  );
  const ends = fc.constantFrom(...NAMES, '#x', '#y', '#journey:j').map(end);
  const relations = fc.array(
    fc.record({
      id: fc.string(),
      createdAt: fc.constant(0),
      kind: fc.constantFrom(...RELATIONSHIP_KINDS),
      source: ends,
      target: ends,
    }),
    { maxLength: 12 },
  );

  test('whatever they are: everything is kept or dropped with a reason, and nothing kept lacks or is silenced', () => {
    fc.assert(
      fc.property(items, items, relations, fc.boolean(), (matched, others, links, open) => {
        const ids = new Set(matched.map(({ id }) => id));
        const candidates = [...matched, ...others.filter(({ id }) => !ids.has(id))];
        const active = new Set(open ? ['journey:j'] : []);
        const { kept, entailed, dropped } = resolveRelationships(matched, candidates, links, active);
        const left = candidates.filter(({ id }) => kept.includes(id));
        const gone = dropped.map(({ id }) => id);
        expect(new Set(kept).size).toBe(kept.length);
        expect(gone.filter((id) => kept.includes(id))).toEqual([]);
        expect(matched.filter(({ id }) => !kept.includes(id) && !gone.includes(id))).toEqual([]);
        for (const each of left) {
          const rest = left.filter(({ id }) => id !== each.id);
          for (const { kind, source, target } of links) {
            if (kind !== 'dependency' || !isAt(each, source)) continue;
            const holds = target.type === 'tag' && active.has(target.id);
            expect(holds || rest.some((other) => isAt(other, target))).toBe(true);
          }
        }
        const judged = left.filter(({ id }) => !entailed.includes(id));
        expect(new Set(judged.map(({ priority }) => priority)).size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });

  test('the order of the relationships does not matter', () => {
    fc.assert(
      fc.property(items, relations, (matched, links) => {
        const one = resolveRelationships(matched, matched, links);
        const other = resolveRelationships(matched, matched, links.toReversed());
        expect(new Set(other.kept)).toEqual(new Set(one.kept));
      }),
      { numRuns: 2000 },
    );
  });
});
