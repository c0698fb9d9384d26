import type { JsonObject } from '@baton/protocol';
import { expect, test } from 'vitest';
import { cannedCandidates, transientResponses } from './canned-candidates.ts';
import type { OfferedResponse } from './canned-candidates.ts';
import { standardFields } from './standard-fields.ts';

function response(id: string, value: string, over: Partial<OfferedResponse> = {}): OfferedResponse {
  return { id, value, signals: [], metadata: {}, fieldDependencies: [], ...over };
}

const STANDARD = {
  customer: { name: 'Anna' },
  agent: { name: 'Ava' },
  variables: [
    { name: 'plan', data: 'Gold' },
    { name: 'loyalty tier', data: 3 },
    { name: 'unknown', data: null },
  ],
  terms: [{ name: 'Excess', description: 'what you pay yourself' }],
};

function offered(responses: readonly OfferedResponse[], fields: JsonObject, most?: number): string[] {
  return cannedCandidates({ responses, fields, ...(most !== undefined && { most }) }).map(({ text }) => text);
}

test.each([
  ['{{ std.customer.name }} of {{ std.agent.name }}', 'Anna of Ava'],
  ['{{ std.variables.plan }}', 'Gold'],
  ['{{ std.variables.loyalty_tier }}', '3'],
  ['{{ std.variables["loyalty tier"] }}', '3'],
  ['{{ std.glossary.Excess }}', 'what you pay yourself'],
  ['{{ std.variables.unknown }}', undefined],
  ['{{ std.variables.other }}', undefined],
  ['I need {{ std.missing_params }}', undefined],
  ['{{ generative.x }}!', '{{ generative.x }}!'],
])('standard fields: %s', (template, text) => {
  expect(offered([response('r', template)], standardFields(STANDARD))[0]).toBe(text);
});

test('what is missing can be asked for', () => {
  const fields = standardFields({ ...STANDARD, missing: ['policy number', 'date'], invalid: ['amount'] });
  const responses = [
    response('r', 'I need {{ std.missing_params | join(" and ") }}; {{ std.invalid_params }} cannot be.'),
  ];
  expect(offered(responses, fields)).toEqual(['I need policy number and date; amount cannot be.']);
});

test('only templates all of whose fields and dependencies are at hand', () => {
  const responses = [
    response('a', 'Balance {{ balance }}'),
    response('b', 'Due {{ due.date }}'),
    response('c', 'Always', { fieldDependencies: ['balance'] }),
    response('d', 'Never', { fieldDependencies: ['due.date'] }),
    response('e', 'Broken {{ '),
  ];
  expect(offered(responses, { balance: 3 })).toEqual(['Balance 3', 'Always']);
});

test('the first thirty, equal texts once', () => {
  const many = Array.from({ length: 50 }, (_, index) => response(`r${index}`, `Text ${index >> 1}`));
  const all = cannedCandidates({ responses: many, fields: {} });
  expect(all.map(({ id }) => id).slice(0, 3)).toEqual(['r0', 'r2', 'r4']);
  expect(all).toHaveLength(25);
  expect(offered(many, {}, 4)).toHaveLength(4);
});

test('what belongs to the event comes with it', () => {
  const one = response('r', 'Hi {{ generative.a }} {{ generative.b }}', {
    signals: ['hello'],
    metadata: { colour: 'red' },
  });
  expect(cannedCandidates({ responses: [one], fields: {} })).toEqual([
    {
      id: 'r',
      text: 'Hi {{ generative.a }} {{ generative.b }}',
      generative: ['a', 'b'],
      signals: ['hello'],
      metadata: { colour: 'red' },
    },
  ]);
});

test('transient templates keep their id', () => {
  const [first, second] = transientResponses(['One', 'Two']);
  expect(first?.id).toMatch(/^transient:/);
  expect(first?.id).toBe(transientResponses(['One'])[0]?.id);
  expect(first?.id).not.toBe(second?.id);
});

test('templates that exhaust their limits are tried three times, then no more', () => {
  const endless = '{% for i in (1..10000) %}{% for j in (1..10000) %}{% endfor %}{% endfor %}';
  const many = Array.from({ length: 100 }, (_, index) => response(`r${index}`, `${endless}${index}`));
  const began = performance.now();
  expect(offered([response('a', 'Fine'), ...many, response('z', 'Never reached')], {})).toEqual(['Fine']);
  expect(performance.now() - began).toBeLessThan(2000);
});

test('of transient templates thirty are taken, none of them longer than a long message', () => {
  const many = Array.from({ length: 50 }, (_, index) => `Text ${index}`);
  expect(transientResponses(['x'.repeat(2001), ...many]).map(({ value }) => value)).toEqual(
    many.slice(0, 30),
  );
});
