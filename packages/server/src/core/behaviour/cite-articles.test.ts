import { describe, expect, test } from 'vitest';
import { citedArticles, nameSources, retrievedArticles } from './cite-articles.ts';

const RETURNS = {
  article_id: 'returns',
  title: 'Sending things back',
  url: 'https://shop.example/returns',
  text: 'Unworn shoes may be returned within thirty days for a full refund.',
};
const SHIPPING = {
  article_id: 'shipping',
  title: 'Delivery',
  url: null,
  text: 'Parcels to Norway take five working days and cost nine euros.',
};
const FOUND = [RETURNS, SHIPPING];
const ids = (answer: string): string[] => citedArticles(answer, FOUND).map(({ article_id: id }) => id);

describe('an answer cites', () => {
  test.each([
    ['what it names by its address', 'See https://shop.example/returns for more.', ['returns']],
    ['what it names by its title', 'Our page “sending things back” tells how.', ['returns']],
    [
      'what it takes its words from',
      'You may return unworn shoes within thirty days for a refund.',
      ['returns'],
    ],
    [
      'everything it tells from',
      'Unworn shoes may be returned within thirty days. Parcels to Norway take five working days and cost nine euros.',
      ['returns', 'shipping'],
    ],
    ['nothing where it tells something else', 'I am afraid I do not know when the shop opens.', []],
    ['nothing where it says nothing', '', []],
  ])('%s', (_name, answer, cited) => {
    expect(ids(answer)).toEqual(cited);
  });
});

test('what an author’s own retrievers found is no article, whatever its form', () => {
  const own = [{ title: 'Fares', text: 'x', url: 'https://a.example' }, 'text', null, 5, [[RETURNS]]];
  expect(retrievedArticles([...own, FOUND])).toEqual(FOUND);
});

test('addresses that an answer does not name stand behind it, and no other', () => {
  const citations = citedArticles('Sending things back, delivery', FOUND);
  expect(nameSources('Yes.', citations)).toBe('Yes.\nSending things back: https://shop.example/returns');
  expect(nameSources('See https://shop.example/returns', citations)).toBe('See https://shop.example/returns');
});
