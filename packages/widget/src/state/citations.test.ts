import type { Json } from '@baton/protocol';
import { expect, test } from 'vitest';
import { withoutSources } from './citations.ts';

const URL = 'https://help.example.com/returns';

test.each<[string, string, Json, string, unknown[]]>([
  [
    'are links, and what names them at the end goes',
    `Within 30 days.\nReturns: ${URL}`,
    [{ article_id: 'a', title: 'Returns', url: URL }],
    'Within 30 days.',
    [{ title: 'Returns', href: URL }],
  ],
  [
    'stand in their order, all of their lines gone',
    `Yes.\nA: ${URL}?a\nB: ${URL}?b`,
    [
      { title: 'A', url: `${URL}?a` },
      { title: 'B', url: `${URL}?b` },
    ],
    'Yes.',
    [
      { title: 'A', href: `${URL}?a` },
      { title: 'B', href: `${URL}?b` },
    ],
  ],
  [
    'without an address are titles',
    'Yes.',
    [{ title: 'A', url: null }],
    'Yes.',
    [{ title: 'A', href: null }],
  ],
  [
    'lead to no script, and the text keeps what it says',
    'Yes.\nA: javascript:alert(1)',
    [{ title: 'A', url: 'javascript:alert(1)' }],
    'Yes.\nA: javascript:alert(1)',
    [{ title: 'A', href: null }],
  ],
  [
    'in the midst of a text stay there',
    `Returns: ${URL}\nis where to look.`,
    [{ title: 'Returns', url: URL }],
    `Returns: ${URL}\nis where to look.`,
    [{ title: 'Returns', href: URL }],
  ],
  ['of another shape are none', 'Yes.', [1, null, 'x', {}, { title: 7 }, { title: ' ' }], 'Yes.', []],
  ['that are no list are none', 'Yes.', { title: 'A' }, 'Yes.', []],
])('sources that an answer names %s', (_rule, text, value, rest, citations) => {
  expect(withoutSources(text, value)).toEqual({ text: rest, citations });
});
