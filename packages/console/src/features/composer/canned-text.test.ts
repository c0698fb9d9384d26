import type { CannedReply } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { filledText, fittingReplies, slashQuery } from './canned-text.ts';

const ready = (shortcut: string, changes: Partial<CannedReply> = {}): CannedReply => ({
  id: shortcut,
  creation_utc: '',
  shortcut,
  title: shortcut,
  text: 'Text',
  department: null,
  language: null,
  ...changes,
});

describe('a slash in the reply', () => {
  it.each([
    ['/', 1, { from: 0, query: '' }],
    ['/ref', 4, { from: 0, query: 'ref' }],
    ['Hello /ref', 10, { from: 6, query: 'ref' }],
    ['Hello\n/réf-1', 12, { from: 6, query: 'réf-1' }],
    ['/ref and more', 4, { from: 0, query: 'ref' }],
  ])('in %j asks for a ready text', (text, caret, found) => {
    expect(slashQuery(text, caret)).toEqual(found);
  });

  it.each(['and/or', 'https://x.org/a', '1/2', '/ref ', 'Hello'])('in %j is only a slash', (text) => {
    expect(slashQuery(text, text.length)).toBeNull();
  });
});

describe('ready texts that fit', () => {
  const replies = [
    ready('thanks', { text: 'Thanks, the refund is on its way' }),
    ready('hello', { title: 'Greeting before a refund' }),
    ready('refund-sent'),
    ready('reembolso', { language: 'es', title: 'refund' }),
  ];
  const found = (query: string, language: string | null = null): string[] =>
    fittingReplies(replies, query, language).map(({ id }) => id);

  it('are found by shortcut, then title, then text', () => {
    expect(found('ref')).toEqual(['refund-sent', 'hello', 'reembolso', 'thanks']);
    expect(found('nothing')).toEqual([]);
    expect(found('')).toHaveLength(4);
  });

  it('stand first in the customer’s language', () => {
    expect(found('ref', 'de').at(-1)).toBe('reembolso');
  });
});

describe('the names in a ready text', () => {
  const names = { customer: 'Ana $& {{agent}}', operator: 'Dana', agent: 'Nova' };
  it('are filled in, as they are', () => {
    expect(filledText('Hello {{customer}}, {{ operator }} here, not {{agent}}.', names)).toBe(
      'Hello Ana $& {{agent}}, Dana here, not Nova.',
    );
  });
  it('leave no gap where the customer gave none', () => {
    expect(
      filledText('Hello {{customer}}, {{operator}} here.\n{{customer}}', { ...names, customer: '' }),
    ).toBe('Hello, Dana here.\n');
  });
  it('stay where nobody knows them', () => {
    expect(filledText('{{order}} {{constructor}}', names)).toBe('{{order}} {{constructor}}');
  });
});
