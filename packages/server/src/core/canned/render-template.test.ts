import type { JsonObject } from '@baton/protocol';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { templateFields, templateProblem } from './parse-template.ts';
import { fillPlaceholders } from './placeholder.ts';
import { renderTemplate } from './render-template.ts';

function render(template: string, fields: JsonObject = {}): string {
  const rendered = renderTemplate(template, fields);
  if (rendered.ok) return rendered.text;
  return rendered.missing.length > 0 ? `missing: ${rendered.missing.join(', ')}` : 'problem';
}

const FIELDS: JsonObject = {
  std: { customer: { name: 'Anna' }, agent: { name: 'Ava' } },
  balance: 12.5,
  paid: false,
  plan: null,
  cards: [
    { kind: 'Visa', end: '42' },
    { kind: 'Amex', end: '17' },
  ],
  colours: ['red', 'blue'],
};

describe('what a template says', () => {
  test.each([
    ['Hello {{ std.customer.name }}!', 'Hello Anna!'],
    ['You have {{balance}} left.', 'You have 12.5 left.'],
    ['{% if paid %}Paid.{% else %}Not paid.{% endif %}', 'Not paid.'],
    ['{% if plan %}On {{ plan }}.{% else %}No plan.{% endif %}', 'No plan.'],
    ['{% if not plan %}No plan.{% endif %}', 'No plan.'],
    ['{% if nothing %}x{% elif paid == false %}Not paid.{% endif %}', 'Not paid.'],
    [
      '{% for card in cards %}{{ loop.index }}. {{ card.kind }}{% if not loop.last %}, {% endif %}{% endfor %}',
      '1. Visa, 2. Amex',
    ],
    ['Colours: {{ colours }}', 'Colours: red, blue'],
    ['{{ colours | join(" or ") | upper }}', 'RED OR BLUE'],
    ["{{ nobody | default('you') }}", 'you'],
    ['{{ std.customer.name | replace("A", "(a)") | lower }}', '(a)nna'],
    ['{{ "anna o\'neil" | title }}', "Anna O'neil"],
    ['{# a note #}There are {{ cards | length }}.', 'There are 2.'],
    ['{{ cards[0].end }}', '42'],
    ['{{ cards.first.kind }}', 'Visa'],
    ['Write { or } as you like', 'Write { or } as you like'],
    ['{{ generative.mood }} to hear, {{ std.customer.name }}', '{{ generative.mood }} to hear, Anna'],
  ])('%s', (template, text) => {
    expect(render(template, FIELDS)).toBe(text);
  });
});

describe('what is not at hand is named', () => {
  test.each([
    ['{{ std.customer.email }}', 'std.customer.email'],
    ['{{ plan }}', 'plan'],
    ['{{ a.b.c }} and {{ balance }}', 'a.b.c'],
    ['{{ one }} {{ two }} {{ one }}', 'one, two'],
    ['{% for item in items %}x{% endfor %}', 'items'],
    ['{{ std.constructor.name }}', 'std.constructor.name'],
    ['{{ std.__proto__ }}', 'std.__proto__'],
    ['{{ balance.toString }}', 'balance.toString'],
  ])('%s', (template, missing) => {
    expect(render(template, FIELDS)).toBe(`missing: ${missing}`);
  });
});

describe('what a template cannot do', () => {
  test.each([
    ['an unclosed output', '{{ a'],
    ['an unclosed condition', '{% if a %}x'],
    ['a file', "{% include '/etc/passwd' %}"],
    ['a partial', "{% render 'other' %}"],
    ['a layout', "{% layout 'page' %}"],
    ['a tag nobody knows', '{% exec %}'],
    ['a filter nobody knows', '{{ a | exec }}'],
    ['a filter that evaluates', "{{ cards | where_exp: 'c', 'c.kind' }}"],
    ['a filter that reads the clock', "{{ 'now' | date: '%Y' }}"],
    ['a filter of chance', '{{ cards | sample }}'],
    ['a raw value', '{{ a | raw }}'],
    ['braces as they are', '{% raw %}{{ generative.a }}{% endraw %}'],
    ['a filter on a field to fill', '{{ generative.a | upper }}'],
    ['a condition on a field to fill', '{% if generative.a %}x{% endif %}'],
    ['too much of it', 'x'.repeat(10_001)],
    ['too deep', '{% if a %}'.repeat(900) + 'x' + '{% endif %}'.repeat(90)],
  ])('%s is refused, with the reason', (_, template) => {
    expect(templateProblem(template)).toEqual(expect.any(String));
    expect(templateFields(template)).toEqual([]);
    expect(render(template, FIELDS)).toBe('problem');
  });

  test.each([
    ['an object for a text', '{{ std.customer }}', FIELDS],
    ['endless counting', '{% for i in (1..1000000000) %}x{% endfor %}', {}],
    [
      'counting within counting',
      '{% for i in (1..10000) %}{% for j in (1..10000) %}{{ i | plus: j }}{% endfor %}{% endfor %}',
      {},
    ],
    ['doubling', `{% assign a = "xxxxxxxx" %}${'{% assign a = a | append: a %}'.repeat(60)}{{ a }}`, {}],
    ['more than a message holds', '{{ long }}{{ long }}', { long: 'x'.repeat(6000) }],
    [
      'a field that is longer than a message, printed often',
      '{{ long }}'.repeat(900),
      { long: 'x'.repeat(900_000) },
    ],
    ['nothing', '{% if a %}x{% endif %}', {}],
    ['blanks', ' \n ', {}],
    ['a value that looks like a field to fill', '{{ a }} {{ generative.b }}', { a: '{{ generative.b }}' }],
    ['a value that makes one with the words around it', '{{{ a }}', { a: '{ generative.b }}' }],
  ])('%s is not said', (_, template, fields) => {
    const began = performance.now();
    expect(render(template, fields)).toBe('problem');
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test('a value is text, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const rendered = renderTemplate('<{{ a }}>', { a: value });
        expect(rendered).toEqual(
          value.includes('{{ generative.')
            ? expect.anything()
            : { ok: true, text: `<${value}>`, generative: [] },
        );
      }),
    );
  });

  test('deep nesting is read or refused, never a crash', () => {
    const deep = '{% if a %}'.repeat(450) + 'x' + '{% endif %}'.repeat(450);
    expect(['x', 'problem']).toContain(render(deep, { a: true }));
  });

  test('nothing that is thrown at it is thrown back', () => {
    const bits = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      'if',
      'for',
      'in',
      'a',
      '|',
      '(',
      ')',
      '..',
      '"',
      "'",
      '.',
      ':',
      'generative',
      '{#',
      'endif',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 40 }), (parts) => {
        const template = parts.join('');
        templateFields(template);
        renderTemplate(template, { a: { a: 1 } });
        expect(typeof (templateProblem(template) ?? '')).toBe('string');
      }),
      { numRuns: 500 },
    );
  });
});

test('names of what it takes from outside; what it makes itself is not among them', () => {
  const template =
    '{% assign x = a.b %}{% for c in cards %}{{ c.end }}{{ x }}{% endfor %}{{ std.customer.name }}{{ generative.why }}';
  expect(templateFields(template).toSorted()).toEqual([
    'a.b',
    'cards',
    'generative.why',
    'std.customer.name',
  ]);
});

describe('fields to fill', () => {
  test('are filled in one pass', () => {
    const values = new Map([
      ['a', '{{ generative.b }} $& $1'],
      ['b', 'two'],
    ]);
    expect(fillPlaceholders('{{ generative.a }} and {{ generative.b }}', values)).toBe(
      '{{ generative.b }} $& $1 and two',
    );
  });

  test('one without a value leaves nothing to say', () => {
    expect(fillPlaceholders('{{ generative.a }}', new Map())).toBeNull();
  });
});
