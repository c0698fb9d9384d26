import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkify } from './linkify.ts';

const links = (text: string): string[] =>
  linkify(text).flatMap((part) => (part.type === 'link' ? [part.text] : []));

describe('addresses in hostile text', () => {
  it.each([
    ['see https://example.org/a?b=1#c now', ['https://example.org/a?b=1#c']],
    ['(at https://example.org/a).', ['https://example.org/a']],
    ['https://en.example.org/wiki/Baton_(law) is fine', ['https://en.example.org/wiki/Baton_(law)']],
    ['HTTP://EXAMPLE.ORG!', ['HTTP://EXAMPLE.ORG']],
    ['<a href="https://example.org/x">', ['https://example.org/x']],
    ['javascript:alert(1) data:text/html,x file:///etc/passwd ftp://example.org', []],
    ['javascript:"https://example.org"', ['https://example.org']],
    ['https:// http://', []],
    ['https://[nonsense', []],
    ['https://bank.example:pass@evil.example/ https://bank.example@evil.example', []],
  ])('%s', (text, found) => expect(links(text)).toEqual(found));

  it.each([
    ['http://a', ')'],
    ['http://a', ').'],
    ['http://a', '(.'],
    ['', 'http://a).'],
  ])('costs a reader no more than its length: %s and then only %s', (start, rest) => {
    const text = start + rest.repeat(30_000);
    const began = performance.now();
    const parts = linkify(text);
    expect(performance.now() - began).toBeLessThan(1000);
    expect(parts.map((part) => part.text).join('')).toBe(text);
  });

  it('loses and adds nothing, and links only to http and https', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('https://a.example/(b)', 'http://c.example.', ' ', '\n', '<b>', 'javascript:x'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const parts = linkify(text);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        const hrefs = parts.flatMap((part) => (part.type === 'link' ? [part.href] : []));
        expect(hrefs.filter((href) => !/^https?:\/\//u.test(href))).toEqual([]);
      }),
    );
  });
});
