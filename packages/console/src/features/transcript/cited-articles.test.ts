import { describe, expect, it } from 'vitest';
import { readCitations } from './cited-articles.ts';

const BAGS = { article_id: 'a', title: 'Bags', url: 'https://fly.example/bags' };
const CATS = { article_id: 'b', title: 'Cats', url: null };

describe('the articles that an answer tells from', () => {
  it('are taken off the end of its text, where they stand for chats that know no citations', () => {
    const said = 'One bag.\nNo cats.\nBags: https://fly.example/bags';
    expect(readCitations(said, [BAGS, CATS])).toEqual({
      text: 'One bag.\nNo cats.',
      cited: [
        { title: 'Bags', href: 'https://fly.example/bags' },
        { title: 'Cats', href: null },
      ],
    });
  });

  it('stay in the text where it says them itself', () => {
    const said = 'See https://fly.example/bags for the rest.';
    expect(readCitations(said, [BAGS]).text).toBe(said);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '//fly.example', 'ftp://fly.example/', 'https://'])(
    'are no links when their address is %s, and the text keeps it',
    (url) => {
      const said = `One bag.\nBags: ${url}`;
      expect(readCitations(said, [{ ...BAGS, url }])).toEqual({
        text: said,
        cited: [{ title: 'Bags', href: null }],
      });
    },
  );

  it.each([
    undefined,
    'Bags',
    { 0: BAGS },
    [null],
    [7],
    [{ title: 7, url: 'https://fly.example/bags' }],
    [{ title: '' }],
  ])('are none in %j', (citations) => {
    expect(readCitations('One bag.', citations as never)).toEqual({ text: 'One bag.', cited: [] });
  });
});
