import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashFeatures } from './hash-features.ts';
import { LinearModel } from './linear-model.ts';

const BITS = 10;

function modelOf(weightOf: (bucket: number) => number): LinearModel {
  const weights = Int8Array.from({ length: 2 ** BITS }, (_, bucket) => weightOf(bucket));
  return new LinearModel({
    bits: BITS,
    scale: 0.1,
    bias: 0,
    weights: Buffer.from(weights.buffer).toString('base64'),
  });
}

describe('features', () => {
  test('a misspelt word shares most of its features with the right one, another word few', () => {
    const shared = (a: string, b: string): number => {
      const known = new Set(hashFeatures([a], 18));
      return hashFeatures([b], 18).filter((bucket) => known.has(bucket)).length / known.size;
    };
    expect(shared('representative', 'representetive')).toBeGreaterThan(0.4);
    expect(shared('representative', 'refrigerator')).toBeLessThan(0.2);
  });

  test('the order of words counts', () => {
    expect(new Set(hashFeatures(['not', 'you'], 18))).not.toEqual(new Set(hashFeatures(['you', 'not'], 18)));
  });

  test('there are as many as the text is long, whatever the text', () => {
    const word = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const buckets = hashFeatures(words, BITS);
        expect(buckets.length).toBeLessThanOrEqual(2 + words.length * 90);
        for (const bucket of buckets) expect(bucket).toBeLessThan(2 ** BITS);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the model', () => {
  test('gives a probability', () => {
    expect(modelOf(() => 127).probability(['a', 'human'])).toBeGreaterThan(0.99);
    expect(modelOf(() => -127).probability(['a', 'human'])).toBeLessThan(0.01);
    expect(modelOf(() => 0).probability([])).toBe(0.5);
  });

  test('a weight counts where its feature stands', () => {
    const known = new Set(hashFeatures(['human'], BITS));
    const model = modelOf((bucket) => (known.has(bucket) ? 100 : 0));
    expect(model.probability(['human'])).toBeGreaterThan(model.probability(['parcel']));
  });
});
