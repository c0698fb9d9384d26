import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IntentExample } from './intent-entry.ts';
import { IntentIndex } from './intent-index.ts';
import { unit } from './vectors.ts';

const DIMENSIONS = 8;

function build(examples: readonly IntentExample[]): IntentIndex {
  const work = IntentIndex.build(examples);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** A unit vector near to an axis. */
function near(axis: number, noise: readonly number[] = []): Float32Array {
  return unit(
    Float32Array.from({ length: DIMENSIONS }, (_value, index) =>
      index === axis ? 1 : (noise[index] ?? 0.05),
    ),
  );
}

const noise = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), {
  minLength: DIMENSIONS,
  maxLength: DIMENSIONS,
});

/** Some examples of each of a few owners, each owner around an axis of its own. */
const examples = fc
  .array(fc.array(noise, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: DIMENSIONS })
  .map((owners) =>
    owners.flatMap((own, axis) =>
      own.map((each, number) => ({
        owner: `owner ${axis}`,
        text: `subject${axis} case${number}`,
        vector: near(axis, each),
      })),
    ),
  );

test('an example belongs to its owner, and is its own nearest', () => {
  fc.assert(
    fc.property(examples, (all) => {
      const index = build(all);
      for (const { owner, text, vector } of all) {
        const [best] = index.rank(text, vector).scores;
        expect(best?.owner).toBe(owner);
        expect(best?.similarity).toBeCloseTo(1, 5);
      }
    }),
    { numRuns: 50 },
  );
});

test('scores are sorted, between 0 and 1, one for each owner, and probabilities sum to one', () => {
  fc.assert(
    fc.property(examples, noise, (all, message) => {
      const { scores, inScope } = build(all).rank('some words', unit(Float32Array.from(message)));
      fc.pre(scores.length > 0);
      expect(scores.map(({ owner }) => owner).toSorted()).toEqual(
        [...new Set(all.map(({ owner }) => owner))].toSorted(),
      );
      expect(scores.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
      expect(scores.map(({ score }) => score)).toEqual(
        scores.map(({ score }) => score).toSorted((a, b) => b - a),
      );
      for (const value of [inScope, ...scores.flatMap((each) => [each.score, each.similarity])]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 50 },
  );
});

test('the same examples make the same index', () => {
  fc.assert(
    fc.property(examples, noise, (all, message) => {
      const vector = unit(Float32Array.from(message));
      expect(build(all).rank('case2', vector)).toEqual(build(all).rank('case2', vector));
    }),
    { numRuns: 20 },
  );
});

test('what is near to no example is less in scope than what is near to one', () => {
  const index = build(
    [0, 1, 2].flatMap((axis) => [
      { owner: `${axis}`, text: `one ${axis}`, vector: near(axis) },
      { owner: `${axis}`, text: `two ${axis}`, vector: near(axis, [0.1, 0, 0.1, 0, 0.1]) },
    ]),
  );
  const inside = index.rank('one', near(1)).inScope;
  expect(inside).toBeGreaterThan(0.9);
  expect(index.rank('nothing', near(7)).inScope).toBeLessThan(inside / 2);
});

test('a word that only one owner’s examples have decides between two equally near', () => {
  const index = build([
    { owner: 'refund', text: 'money back for the order', vector: near(0) },
    { owner: 'invoice', text: 'a receipt for the order', vector: near(1) },
  ]);
  const between = unit(Float32Array.from({ length: DIMENSIONS }, (_value, axis) => (axis < 2 ? 1 : 0)));
  expect(index.rank('receipt please', between).scores[0]?.owner).toBe('invoice');
  expect(index.rank('my money', between).scores[0]?.owner).toBe('refund');
});

test('an owner with many examples does not drown one with a single example', () => {
  const many = Array.from({ length: 30 }, (_value, number) => ({
    owner: 'many',
    text: `many ${number}`,
    vector: near(0, [0, number / 100]),
  }));
  const index = build([...many, { owner: 'one', text: 'single', vector: near(1) }]);
  expect(index.rank('single', near(1)).scores[0]?.owner).toBe('one');
});

test('a text without a word is nobody’s, and an example without one says nothing', () => {
  const index = build([
    { owner: 'a', text: 'a', vector: near(0) },
    { owner: 'b', text: '', vector: new Float32Array(DIMENSIONS) },
  ]);
  expect(index.rank('', new Float32Array(DIMENSIONS))).toEqual({ scores: [], inScope: 0 });
  expect(index.rank('a', near(0)).scores.map(({ owner }) => owner)).toEqual(['a']);
  expect(build([]).rank('a', near(0))).toEqual({ scores: [], inScope: 0 });
});

test('a vector of another encoder is refused', () => {
  const index = build([{ owner: 'a', text: 'a', vector: near(0) }]);
  expect(() => index.rank('a', new Float32Array(3).fill(1))).toThrow(RangeError);
});

test('building pauses often', () => {
  const all = Array.from({ length: 300 }, (_value, number) => ({
    owner: `${number % 60}`,
    text: `text ${number}`,
    vector: near(number % DIMENSIONS, [number / 1000]),
  }));
  const pauses = Array.from(IntentIndex.build(all)).length;
  expect(pauses).toBeGreaterThan(40);
});
