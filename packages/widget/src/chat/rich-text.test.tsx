import * as fc from 'fast-check';
import { render } from 'preact';
import { describe, expect, test } from 'vitest';
import { HOSTILE_TEXTS } from '../testing/hostile-texts.ts';
import { MORE_HOSTILE_TEXTS } from '../testing/more-hostile-texts.ts';
import { RichText } from './rich-text.tsx';

const ELEMENTS = new Set(['P', 'BR', 'STRONG', 'EM', 'CODE', 'PRE', 'UL', 'OL', 'LI', 'A', 'SPAN']);
const ATTRIBUTES = new Set(['href', 'target', 'rel', 'start']);

function draw(text: string, plain = false): HTMLElement {
  const host = document.createElement('div');
  render(<RichText text={text} plain={plain} />, host);
  return host;
}

/** Nothing but the elements and attributes that were meant, and links to the web alone. */
function expectHarmless(host: HTMLElement): void {
  for (const element of host.querySelectorAll('*')) {
    expect(ELEMENTS).toContain(element.tagName);
    if (element.tagName === 'SPAN')
      expect(element.outerHTML).toMatch(/^<span class="nowrap">[^<>]*<\/span>$/);
    else for (const { name } of element.attributes) expect(ATTRIBUTES).toContain(name);
  }
  for (const link of host.querySelectorAll('a')) {
    expect(link.getAttribute('href')).toMatch(/^https?:\/\/[^/@\\]+(?:\/|$)/);
    expect(link.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    expect(link.getAttribute('target')).toBe('_blank');
    expect(link.querySelector('a')).toBeNull();
  }
}

function letters(text: string): string {
  return text.replaceAll(/[^ab]/g, '');
}

describe('hostile text', () => {
  test('the corpus is not small', () => {
    expect(new Set([...HOSTILE_TEXTS, ...MORE_HOSTILE_TEXTS]).size).toBeGreaterThan(300);
  });

  test.each([...HOSTILE_TEXTS, ...MORE_HOSTILE_TEXTS])('%j', (text) => {
    for (const plain of [false, true]) expectHarmless(draw(text, plain));
  });

  test('in any combination, inside any markup', () => {
    const frame = fc.constantFrom(
      ['', ''],
      ['**', '**'],
      ['[', '](https://example.com)'],
      ['`', '`'],
      ['- ', ''],
      ['[x](', ')'],
    );
    const piece = fc
      .tuple(frame, fc.constantFrom(...HOSTILE_TEXTS, ...MORE_HOSTILE_TEXTS))
      .map(([[open, close], text]) => `${open}${text}${close}`);
    const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 5 });
    fc.assert(
      fc.property(text, fc.boolean(), (pieces, plain) => {
        expectHarmless(draw(pieces.join(''), plain));
      }),
      { numRuns: 500 },
    );
  });

  test('markup made only of marks loses none of the letters', () => {
    const unit = fc.constantFrom(
      '*',
      '_',
      '`',
      '[',
      ']',
      '(',
      ')',
      'a',
      'b',
      ' ',
      '\n',
      '\\',
      '#',
      '-',
      '1.',
      'https://x.de',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
        // The word behind a fence names a language and is not part of the code.
        fc.pre(!/```[ab]/.test(units.join('')));
        expect(letters(draw(units.join('')).textContent)).toBe(letters(units.join('')));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    '*a ',
    '[',
    '_a_ ',
    '`',
    '**',
    '[a](',
    'https://',
    'https://a.de/)',
    '- ',
    '\n',
    '(((',
    '***a',
    '```x\n',
    '**a ',
    '*a**b ',
  ])('twenty thousand characters of %j are drawn', (unit) => {
    const text = unit.repeat(20_000 / unit.length);
    expectHarmless(draw(text));
  });
});

describe('markup', () => {
  test.each([
    ['**bold** and *italic*', '<p><strong>bold</strong> and <em>italic</em></p>'],
    ['__bold__ and _italic_', '<p><strong>bold</strong> and <em>italic</em></p>'],
    ['***both***', '<p><strong><em>both</em></strong></p>'],
    ['2 * 3 * 4 and snake_case_name', '<p>2 * 3 * 4 and snake_case_name</p>'],
    ['**open', '<p>**open</p>'],
    ['a \\*star\\*', '<p>a *star*</p>'],
    ['run `npm *x*`', '<p>run <code>npm *x*</code></p>'],
    ['one\ntwo\n\nthree', '<p>one<br>two</p><p>three</p>'],
    ['- a\n- **b**\n\nend', '<ul><li>a</li><li><strong>b</strong></li></ul><p>end</p>'],
    ['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['- a\n\n- b\n  more', '<ul><li>a</li><li>b<br>more</li></ul>'],
    ['## Title\ntext', '<p><strong>Title</strong></p><p>text</p>'],
    ['```js\nlet a = *b*;\n```', '<pre><code>let a = *b*;</code></pre>'],
    ['In 2026. Then', '<p>In 2026. Then</p>'],
  ])('%j', (text, html) => {
    const host = draw(text);
    expect(host.innerHTML).toBe(html);
  });

  test.each([
    ['see https://example.com/a_b?c=d.', 'https://example.com/a_b?c=d', 'see https://example.com/a_b?c=d.'],
    ['(https://example.com/x_(y))', 'https://example.com/x_(y)', '(https://example.com/x_(y))'],
    ['[our page](https://example.com/a "t")', 'https://example.com/a', 'our page'],
    [
      '[www.bank.example](https://evil.example/a)',
      'https://evil.example/a',
      'www.bank.example (evil.example)',
    ],
    ['[www.example.com/a](https://example.com/a)', 'https://example.com/a', 'www.example.com/a'],
    ['[x](https://xn--e1awd7f.com/)', 'https://xn--e1awd7f.com/', 'x'],
  ])('the link in %j', (text, href, words) => {
    const host = draw(text);
    expect(host.querySelector('a')?.getAttribute('href')).toBe(href);
    expect(host.textContent).toBe(words);
  });

  test('what the customer wrote keeps its marks, its lines and its addresses', () => {
    const host = draw('**not bold**\n- 1\nhttps://example.com', true);
    expect(host.textContent).toBe('**not bold**- 1https://example.com');
    expect(host.querySelectorAll('br')).toHaveLength(2);
    expect(host.querySelectorAll('a')).toHaveLength(1);
  });
});
