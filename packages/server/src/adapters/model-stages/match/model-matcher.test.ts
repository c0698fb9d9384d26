import type { JsonObject } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import type { JourneyEdge } from '../../../core/behaviour/journey-record.ts';
import type { Guideline, Journey, JourneyNode } from '../../../engine/behaviour.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { Encoder } from '../../../ports/encoder.ts';
import type { JourneyPosition, MatchInput } from '../../../ports/engine-stages.ts';
import { ModelUnavailableError } from '../../../ports/model.ts';
import { writeState } from '../../embedded/embedded-state.ts';
import { behaviourOf, guideline } from '../../embedded/testing/behaviour.ts';
import { ModelTurn, message, sectionsOf } from '../testing/model-turn.ts';
import { Shortlist } from './shortlist.ts';

function asks(guidelines: readonly Guideline[], over: Partial<MatchInput> = {}): MatchInput {
  return { iteration: 1, guidelines, journeys: [], calls: [], ...over };
}

function edge(id: string, condition: string | null): JourneyEdge {
  return { id, source: 'n', target: 't', condition, metadata: {}, examples: [] };
}

function position(id: string, edges: readonly JourneyEdge[], open = true): JourneyPosition {
  const node: JourneyNode = {
    id: 'n',
    kind: 'chat',
    action: 'Ask which date',
    description: null,
    toolIds: [],
    metadata: {},
    compositionMode: null,
    labels: [],
    say: null,
    tools: [],
  };
  const journey: Journey = {
    id,
    createdAt: 0,
    title: `Journey ${id}`,
    description: '',
    triggers: [],
    tags: [],
    compositionMode: null,
    labels: [],
    priority: 0,
    rootId: 'n',
    nodes: [node],
    edges: [...edges],
    binding: {},
  };
  return { journey, node, edges, open };
}

const A = guideline('a', { condition: 'the customer asks about returns', priority: 1 });
const B = guideline('b', { condition: 'the customer asks about prices' });
const C = guideline('c', { condition: 'the customer is angry', priority: 5 });

describe('matching', () => {
  test('is one call for all; what holds comes back best first', async () => {
    const turn = new ModelTurn({
      match: () => ({
        matches: [
          { id: 2, why: 'asks the price', score: 0.7 },
          { id: 1, why: 'wants to return', score: 0.9 },
          { id: 3, why: 'swears', score: 0.9 },
        ],
      }),
    });
    const { matches, steps } = await turn.stages.matcher.match(
      turn.context('Can I return it and what does it cost?', behaviourOf([A, B, C])),
      asks([A, B, C]),
    );
    expect(matches.map((match) => [match.guideline.id, match.score, match.rationale])).toEqual([
      ['c', 0.9, 'swears'],
      ['a', 0.9, 'wants to return'],
      ['b', 0.7, 'asks the price'],
    ]);
    expect(steps).toEqual([]);
    expect(turn.model.purposes).toEqual(['match']);
    expect(turn.traced).toEqual([
      expect.objectContaining({ purpose: 'match', model: 'scripted:model', inputTokens: 100 }),
    ]);
  });

  test('is no call where there is nothing to judge', async () => {
    const turn = new ModelTurn();
    const always = position('j', [edge('e', null)]);
    expect(await turn.stages.matcher.match(turn.context('hi'), asks([], { journeys: [always] }))).toEqual({
      matches: [],
      steps: [],
    });
    expect(turn.model.calls).toEqual([]);
  });

  test.each([
    ['an id nobody asked about', { id: 9, why: '', score: 1 }],
    ['an id below all', { id: 0, why: '', score: 1 }],
    ['an id that is no whole number', { id: 1.5, why: '', score: 1 }],
    ['a score too low', { id: 1, why: '', score: 0.5 }],
    ['a score that is none', { id: 1, why: '', score: -3 }],
  ])('%s counts for nothing', async (_, match) => {
    const turn = new ModelTurn({ match: () => ({ matches: [match] }) });
    const matching = await turn.stages.matcher.match(turn.context('hi'), asks([A]));
    expect(matching.matches).toEqual([]);
  });

  test('what is named twice counts once; reasons and scores are bounded', async () => {
    const turn = new ModelTurn({
      match: () => ({
        matches: [
          { id: 1, why: 'x', score: 0.6 },
          { id: 1, why: 'y'.repeat(9000), score: 77 },
        ],
      }),
    });
    const { matches } = await turn.stages.matcher.match(turn.context('hi'), asks([A]));
    expect(matches).toEqual([{ guideline: A, score: 1, rationale: 'y'.repeat(200) }]);
  });

  test('the model is told what the conversation waits for', async () => {
    const turn = new ModelTurn({ match: () => ({ matches: [] }) });
    const behaviour = behaviourOf([A, B]);
    const said = [
      message('customer', 'price?', 0),
      message('ai', 'Of what?', 1),
      message('customer', 'the red one', 2),
    ];
    const before = turn.context(said.slice(0, 2), behaviour);
    const pending = { guidelineId: 'b', tool: 't', given: {}, asked: 'item', attempts: 0, suggested: null };
    const state = writeState(before, {}, { pending });
    await turn.stages.matcher.match(turn.context(said, behaviour, { state }), asks([A, B]));
    const [call] = turn.model.calls;
    expect(sectionsOf(call)).toEqual({
      waiting: [{ id: 2, asked_for: 'item' }],
      customer: [{ name: 'Jo' }],
      conversation: [
        { from: 'customer', text: 'price?' },
        { from: 'ai', text: 'Of what?' },
        { from: 'customer', text: 'the red one', new: true },
      ],
    });
    expect(call?.request.system).toContain('{"id":2,"when":"the customer asks about prices"}');
  });

  test('the instructions of an agent are the same in every turn, so that providers can keep them', async () => {
    const turn = new ModelTurn({ match: () => ({ matches: [] }) });
    for (const said of ['one', 'two']) await turn.stages.matcher.match(turn.context(said), asks([A, B, C]));
    const [first, second] = turn.model.calls;
    expect(first?.request.system).toBe(second?.request.system);
  });
});

describe('ways on from where journeys stand', () => {
  const journeys = [
    position('one', [edge('e1', 'the customer names a date'), edge('e2', 'he does not know')]),
    position('two', [edge('e3', 'the customer agrees')], false),
  ];
  const step = (over: JsonObject): JsonObject => ({
    journey: 1,
    why: 'said so',
    way: 1,
    leaves: false,
    score: 0.9,
    ...over,
  });

  test.each([
    ['a way', step({}), [{ journeyId: 'one', edgeId: 'e1', score: 0.9, rationale: 'said so' }]],
    [
      'the other way',
      step({ way: 2 }),
      [{ journeyId: 'one', edgeId: 'e2', score: 0.9, rationale: 'said so' }],
    ],
    [
      'of one not open',
      step({ journey: 2 }),
      [{ journeyId: 'two', edgeId: 'e3', score: 0.9, rationale: 'said so' }],
    ],
    ['staying', step({ way: null }), [{ journeyId: 'one', edgeId: null, score: 0.9, rationale: 'said so' }]],
    [
      'unsure, it stays',
      step({ score: 0.3 }),
      [{ journeyId: 'one', edgeId: null, score: 0.3, rationale: 'said so' }],
    ],
    [
      'leaving',
      step({ way: null, leaves: true }),
      [{ journeyId: 'one', edgeId: null, leaves: true, score: 0.9, rationale: 'said so' }],
    ],
    [
      'nobody leaves what is not open',
      step({ journey: 2, way: null, leaves: true }),
      [{ journeyId: 'two', edgeId: null, score: 0.9, rationale: 'said so' }],
    ],
    ['a journey nobody asked about', step({ journey: 3 }), []],
    ['a way it does not have', step({ way: 3 }), []],
  ])('%s', async (_, answer, steps) => {
    const turn = new ModelTurn({ match: () => ({ matches: [], steps: [answer] }) });
    const matching = await turn.stages.matcher.match(turn.context('Monday'), asks([A], { journeys }));
    expect(matching.steps).toEqual(steps);
    expect(turn.model.calls).toHaveLength(1);
  });

  test('of two steps of one journey the surer counts', async () => {
    const turn = new ModelTurn({
      match: () => ({ matches: [], steps: [step({ score: 0.6 }), step({ way: 2, score: 0.8 })] }),
    });
    const { steps } = await turn.stages.matcher.match(turn.context('Monday'), asks([], { journeys }));
    expect(steps.map(({ edgeId }) => edgeId)).toEqual(['e2']);
  });

  test('are asked with their conditions, never with ids', async () => {
    const turn = new ModelTurn({ match: () => ({ matches: [], steps: [] }) });
    await turn.stages.matcher.match(turn.context('Monday'), asks([], { journeys }));
    expect(sectionsOf(turn.model.calls[0])['journeys']?.[0]).toEqual({
      journey: 1,
      title: 'Journey one',
      open: true,
      now: 'Ask which date',
      ways: [
        { way: 1, when: 'the customer names a date' },
        { way: 2, when: 'he does not know' },
      ],
    });
  });
});

describe('without a model', () => {
  const returns = guideline('r', { condition: 'returns', examples: ['can I send it back'] });
  test.each([
    [
      'no model answers',
      () => Promise.reject(new ModelUnavailableError('down')),
      'no model gave a usable answer',
    ],
    ['the answer has another form', () => ({ matches: 'all' }), 'no model gave a usable answer'],
    [
      'something else goes wrong',
      () => Promise.reject(new TypeError('secret words')),
      'unexpected: TypeError',
    ],
  ])('%s: the embedded matcher does it', async (_, answer, reason) => {
    const turn = new ModelTurn({ match: answer });
    const { matches } = await turn.stages.matcher.match(
      turn.context('can I send it back', behaviourOf([returns])),
      asks([returns]),
    );
    expect(matches.map((match) => match.guideline.id)).toEqual(['r']);
    expect(turn.fellBack).toEqual([['match', reason]]);
  });

  test('the turn has spent what it may', async () => {
    const turn = new ModelTurn({ match: () => ({ matches: [] }) });
    const budget = { mostCalls: 0, mostTokens: 0, calls: 0, tokens: 0 };
    const context = turn.context('can I send it back', behaviourOf([returns]), { budget });
    expect((await turn.stages.matcher.match(context, asks([returns]))).matches).toHaveLength(1);
    expect(turn.fellBack).toEqual([['match', 'the turn has spent what it may']]);
  });

  test('a cancelled turn stays cancelled', async () => {
    const abort = new AbortController();
    const turn = new ModelTurn({
      match: () => {
        abort.abort(new Error('a newer message'));
        return { matches: [] };
      },
    });
    const context = turn.context('hi', behaviourOf([A]), { signal: abort.signal });
    await expect(turn.stages.matcher.match(context, asks([A]))).rejects.toThrow('a newer message');
    expect(turn.fellBack).toEqual([]);
  });
});

/** Vectors that count letters: texts with the same words are near. */
class LetterEncoder implements Encoder {
  id = 'letters';
  dimensions = 26;
  batches = 0;
  fails = false;
  /** Becomes another encoder, whose numbers mean other things, while it is asked. */
  changes = false;

  async encode(texts: readonly string[]): Promise<readonly Float32Array[]> {
    this.batches += 1;
    if (this.fails) throw new Error('no encoder');
    if (this.changes) Object.assign(this, { changes: false, id: 'other', dimensions: 30 });
    return texts.map((text) => {
      const vector = new Float32Array(this.dimensions);
      for (const letter of text.toLowerCase()) {
        const index = letter.charCodeAt(0) - 97;
        if (index < 0 || index >= 26) continue;
        const place = this.id === 'other' ? 29 - index : index;
        vector[place] = (vector[place] ?? 0) + 1;
      }
      const length = Math.hypot(...vector) || 1;
      return vector.map((value) => value / length);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

/** The first turn has the vectors made. */
async function ready(shortlist: Shortlist, context: TurnContext, all: readonly Guideline[]): Promise<void> {
  await shortlist.narrow(context, all, new Set());
  await shortlist.idle();
}

describe('many guidelines are narrowed down', () => {
  const word = (index: number): string =>
    String.fromCharCode(97 + (index % 26), 97 + ((index * 7) % 26)).repeat(4);
  const many = Array.from({ length: 60 }, (_, index) =>
    guideline(`g${index}`, { condition: `${word(index)} ${word(index * 3)}` }),
  );
  const returns = guideline('returns', { condition: 'customer wants to return shoes' });
  const all = [...many.slice(0, 40), returns, ...many.slice(40)];
  const behaviour = behaviourOf(all);

  test('to the thirty nearest in meaning, in their order, and those a journey begins with', async () => {
    const turn = new ModelTurn();
    const shortlist = new Shortlist(new LetterEncoder());
    const context = turn.context('return shoes', behaviour);
    await ready(shortlist, context, all);
    const narrowed = await shortlist.narrow(context, all, new Set(['g59']));
    expect(narrowed).toHaveLength(30);
    expect(narrowed).toContain(returns);
    expect(narrowed).toContain(many[59]);
    expect(narrowed).toEqual(all.filter((one) => narrowed.includes(one)));
  });

  test('vectors of conditions are made once', async () => {
    const turn = new ModelTurn();
    const encoder = new LetterEncoder();
    const shortlist = new Shortlist(encoder);
    await ready(shortlist, turn.context('return shoes', behaviour), all);
    await shortlist.narrow(turn.context('return shoes', behaviour), all, new Set());
    const before = encoder.batches;
    await shortlist.narrow(turn.context('another thing', behaviour), all, new Set());
    expect(encoder.batches).toBe(before + 1);
  });

  test('an encoder that becomes another one in between does not mix its vectors', async () => {
    const turn = new ModelTurn();
    const encoder = new LetterEncoder();
    const shortlist = new Shortlist(encoder);
    await ready(shortlist, turn.context('return shoes', behaviour), all);
    encoder.changes = true;
    const narrowed = await shortlist.narrow(turn.context('shoes to return', behaviour), all, new Set());
    expect(narrowed).toHaveLength(30);
    expect(narrowed).toContain(returns);
  });

  test('nobody waits for hundreds of vectors: they are made beside, for the next turn', async () => {
    const turn = new ModelTurn();
    const encoder = new LetterEncoder();
    const shortlist = new Shortlist(encoder);
    const huge = Array.from({ length: 300 }, (_, index) =>
      guideline(`h${index}`, { condition: `case ${index}` }),
    );
    const context = turn.context('return shoes', behaviourOf([...huge, returns]));
    expect(await shortlist.narrow(context, [...huge, returns], new Set())).toHaveLength(100);
    await shortlist.idle();
    const narrowed = await shortlist.narrow(context, [...huge, returns], new Set());
    expect(narrowed).toHaveLength(30);
    expect(narrowed).toContain(returns);
  });

  test.each([
    ['without an encoder', null],
    ['with one that fails', Object.assign(new LetterEncoder(), { fails: true })],
  ])('%s all of up to a hundred are asked about', async (_, encoder) => {
    const turn = new ModelTurn();
    expect(
      await new Shortlist(encoder).narrow(turn.context('return shoes', behaviour), all, new Set()),
    ).toEqual(all);
  });
});
