import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { END_NODE } from '../behaviour/journey-record.ts';
import type { JourneyEdge, JourneyNodeKind, JourneyNodeRecord } from '../behaviour/journey-record.ts';
import { embedJourney } from './embed-journey.ts';
import { journeyMermaid } from './journey-mermaid.ts';
import { begin, leave, markSaid, openJourneys, placeIn, readProgress, takeWay } from './journey-progress.ts';
import { followWay, otherwise, waysOn } from './ways-on.ts';
import type { JourneyGraph } from './ways-on.ts';

function node(id: string, kind: JourneyNodeKind = 'chat', action: string | null = id): JourneyNodeRecord {
  return {
    id,
    kind,
    action,
    description: null,
    toolIds: kind === 'tool' ? [{ service: 's', tool: `${id}_tool` }] : [],
    metadata: {},
    compositionMode: null,
    labels: [],
    say: null,
  };
}

/** `from>to` or `from>to:condition`. */
function edge(text: string): JourneyEdge {
  const [ways = '', condition = null] = text.split(':');
  const [source = '', target = ''] = ways.split('>');
  return {
    id: text,
    source,
    target,
    condition,
    metadata: {},
    examples: condition === null ? [] : [`ex ${condition}`],
  };
}

function graph(nodes: readonly JourneyNodeRecord[], ...edges: string[]): JourneyGraph & { id: string } {
  return { id: 'j', rootId: nodes[0]?.id ?? '', nodes, edges: edges.map(edge) };
}

const CLAIM = graph(
  [
    node('root', 'fork'),
    node('ask'),
    node('file', 'tool'),
    node('check', 'fork'),
    node('confirm'),
    node('sorry'),
  ],
  'root>ask',
  'ask>file',
  'file>check',
  'check>confirm:it was filed',
  'check>sorry',
  `confirm>${END_NODE}`,
);

describe('ways on', () => {
  test('forks are looked through, the narrowest way first', () => {
    expect(waysOn(CLAIM, 'root').map(({ id, target }) => [id, target])).toEqual([['root>ask', 'ask']]);
    expect(waysOn(CLAIM, 'file')).toMatchObject([
      {
        id: 'file>check+check>confirm:it was filed',
        source: 'file',
        target: 'confirm',
        condition: 'it was filed',
      },
      { id: 'file>check+check>sorry', target: 'sorry', condition: null },
    ]);
    expect(otherwise(waysOn(CLAIM, 'file'))?.target).toBe('sorry');
    expect(otherwise(waysOn(CLAIM, 'sorry'))).toBeNull();
  });

  test('two conditions on one way are both needed, and examples of one do not show both', () => {
    const forks = graph([node('a'), node('f', 'fork'), node('b'), node('c')], 'a>f:x', 'f>b:y', 'f>c');
    expect(waysOn(forks, 'a').map(({ condition, examples }) => [condition, examples])).toEqual([
      ['x and y', []],
      ['x', ['ex x']],
    ]);
  });

  test('a ring of forks and a way to nowhere lead nowhere', () => {
    const ring = graph([node('a'), node('f', 'fork'), node('g', 'fork')], 'a>f', 'f>g', 'g>f', 'a>gone');
    expect(waysOn(ring, 'a')).toEqual([]);
  });

  test('many forks behind each other are cut off', () => {
    const nodes = [node('a'), ...Array.from({ length: 12 }, (_, i) => node(`f${i}`, 'fork')), node('z')];
    const edges = Array.from({ length: 11 }, (_, i) => [
      `f${i}>f${i + 1}:p${i}`,
      `f${i}>f${i + 1}:q${i}`,
    ]).flat();
    expect(waysOn(graph(nodes, 'a>f0', ...edges, 'f11>z'), 'a')).toHaveLength(50);
  });
});

describe('progress', () => {
  test('from the root to the end', () => {
    let progress = begin({}, CLAIM);
    const at = (): string | undefined => placeIn(progress, CLAIM)?.id;
    expect(at()).toBe('root');
    progress = takeWay(progress, CLAIM, 'root>ask');
    progress = markSaid(progress, 'j');
    expect([at(), progress['j']?.said]).toEqual(['ask', true]);
    progress = takeWay(progress, CLAIM, 'ask>file');
    expect([at(), progress['j']?.said]).toEqual(['file', false]);
    progress = takeWay(progress, CLAIM, 'file>check+check>confirm:it was filed');
    expect([at(), openJourneys(progress, [CLAIM]).length]).toEqual(['confirm', 1]);
    progress = takeWay(progress, CLAIM, `confirm>${END_NODE}`);
    expect([at(), openJourneys(progress, [CLAIM])]).toEqual([undefined, []]);
    expect(progress['j']?.path).toEqual(['root', 'ask', 'file', 'check', 'confirm', END_NODE]);
    expect(placeIn(begin(progress, CLAIM), CLAIM)?.id).toBe('root');
  });

  test('a way that does not lead out of here changes nothing', () => {
    const progress = begin({}, CLAIM);
    for (const way of ['ask>file', 'nonsense', '']) expect(takeWay(progress, CLAIM, way)).toBe(progress);
    expect(takeWay({}, CLAIM, 'root>ask')).toEqual({});
  });

  test('a journey whose code has lost the state is not open, and one that is left is over', () => {
    const progress = { j: { path: ['root', 'gone'], said: false } };
    expect(placeIn(progress, CLAIM)).toBeNull();
    expect(placeIn(leave(begin({}, CLAIM), 'j'), CLAIM)).toBeNull();
    expect(leave({}, 'j')).toEqual({});
  });

  test('what was kept is read again, and what cannot be read counts as not begun', () => {
    const progress = takeWay(begin({}, CLAIM), CLAIM, 'root>ask');
    expect(readProgress(JSON.parse(JSON.stringify(progress)))).toEqual(progress);
    for (const kept of [undefined, null, 5, 'x', [], { j: 5 }, { j: { path: 'x' } }, { j: { path: [1] } }]) {
      expect(readProgress(kept)).toEqual({});
    }
  });

  test('whatever is chosen, it stands at a state or is over, and the path stays bounded', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const nodes = fc.tuple(
      ...ids.map((id) =>
        fc.constantFrom<JourneyNodeKind>('chat', 'tool', 'fork').map((kind) => node(id, kind)),
      ),
    );
    const edges = fc.uniqueArray(
      fc
        .tuple(fc.constantFrom(...ids), fc.constantFrom(...ids, END_NODE), fc.constantFrom('', ':x', ':y'))
        .map(([from, to, condition]) => `${from}>${to}${condition}`),
    );
    fc.assert(
      fc.property(nodes, edges, fc.array(fc.nat(), { maxLength: 200 }), (all, ways, choices) => {
        const journey = graph(all, ...ways);
        let progress = begin({}, journey);
        for (const choice of choices) {
          const at = placeIn(progress, journey);
          if (at === null) break;
          const open = waysOn(journey, at.id);
          const way = open[choice % Math.max(1, open.length)];
          if (way === undefined) break;
          expect(followWay(journey, at.id, way.id).at(-1)).toBe(way.target);
          progress = takeWay(progress, journey, way.id);
          const now = placeIn(progress, journey);
          expect(now === null ? END_NODE : now.id).toBe(way.target);
          expect(now?.kind).not.toBe('fork');
        }
        expect(progress['j']?.path.length).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('a journey in a journey', () => {
  test('begins at its root and goes on behind its end', () => {
    const sub = embedJourney(CLAIM, 'here');
    const outer: JourneyGraph = {
      rootId: 'start',
      nodes: [node('start', 'fork'), ...sub.nodes, node('after')],
      edges: [
        { ...edge('start>x'), target: sub.entryId },
        ...sub.edges,
        { ...edge('x>after'), source: sub.exitId },
      ],
    };
    const [first] = waysOn(outer, 'start');
    const ask = outer.nodes.find(({ action, kind }) => action === 'ask' && kind === 'chat');
    expect(first?.target).toBe(ask?.id);
    const confirm = outer.nodes.find(({ action, kind }) => action === 'confirm' && kind === 'chat');
    expect(waysOn(outer, confirm?.id ?? '').map(({ target }) => target)).toEqual(['after']);
  });

  test('twice in one journey, its states are told apart', () => {
    const ids = [...embedJourney(CLAIM, 'one').nodes, ...embedJourney(CLAIM, 'two').nodes].map(
      ({ id }) => id,
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(embedJourney(CLAIM, 'one')).toEqual(embedJourney(CLAIM, 'one'));
  });
});

describe('Mermaid', () => {
  test('states, forks, tools, conditions, beginning and end', () => {
    expect(journeyMermaid(CLAIM)).toBe(
      [
        'stateDiagram-v2',
        '    state N0 <<choice>>',
        '    state "ask" as N1',
        '    state "file_tool: file" as N2',
        '    state N3 <<choice>>',
        '    state "confirm" as N4',
        '    state "sorry" as N5',
        '    [*] --> N0',
        '    N0 --> N1',
        '    N1 --> N2',
        '    N2 --> N3',
        '    N3 --> N4: it was filed',
        '    N3 --> N5',
        '    N4 --> [*]',
        '',
      ].join('\n'),
    );
  });

  test('no text adds a line or ends a label', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const journey = graph([node('a', 'chat', text)], 'a>a');
        const lines = journeyMermaid(journey).split('\n');
        expect(lines).toHaveLength(5);
        expect(lines[1]?.split('"')).toHaveLength(3);
      }),
    );
  });
});
