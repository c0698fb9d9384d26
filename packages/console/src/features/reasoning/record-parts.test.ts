import { describe, expect, it } from 'vitest';
import { makeEmptyRecord, makeTurnRecord } from '../../testing/make-turn-record.ts';
import { appliedGuidelines, droppedText, restsOnSomething, stepsByJourney } from './record-parts.ts';

const record = makeTurnRecord();

describe('why a guideline was not followed', () => {
  it.each([
    ['priority: g1', '“The customer asks about a claim” goes before it'],
    ['priority: unknown', 'Something else goes before it'],
    ['level: g1', '“The customer asks about a claim” has a higher priority'],
    ['dependency: g1', 'It needs “The customer asks about a claim”, which did not apply'],
    ['disambiguation: journey:j1', 'Something else was meant, or the customer is asked which'],
    ['its journey is not open', 'its journey is not open'],
    ['constructor: g1', 'constructor: g1'],
    ['', ''],
  ])('"%s" is told as "%s"', (dropped, text) => {
    expect(droppedText(record, dropped)).toBe(text);
  });
});

describe('the parts of a record', () => {
  it('tell a state of a journey once: among the steps when it was reached in this turn', () => {
    expect(appliedGuidelines(record).map(({ id }) => id)).toEqual(['g1']);
    const still = makeTurnRecord({ journeys: [] });
    expect(appliedGuidelines(still).map(({ id }) => id)).toEqual(['g1', 'journey_node:n2']);
  });

  it('put the steps of one journey together', () => {
    const step = (id: string, to: string) => ({ journey_id: id, from: null, to, score: null, rationale: '' });
    const steps = stepsByJourney([step('a', '1'), step('b', '2'), step('a', '3')]);
    expect(steps.map(([id, taken]) => [id, taken.map(({ to }) => to)])).toEqual([
      ['a', ['1', '3']],
      ['b', ['2']],
    ]);
  });

  it('rest on nothing when only what was not followed is there', () => {
    const guidelines = record.guidelines.filter(({ kept }) => !kept);
    expect(restsOnSomething(makeEmptyRecord({ guidelines }))).toBe(false);
    expect(restsOnSomething(makeEmptyRecord({ canned_responses: ['c1'] }))).toBe(true);
  });
});
