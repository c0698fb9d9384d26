// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { MarkdownPreview, blocksOf } from './markdown-preview.tsx';

afterEach(cleanup);

describe('an article as it will be read', () => {
  it('has its headings, lists, code and paragraphs', () => {
    const blocks = blocksOf(
      '# Refunds\n\nWithin **14 days**,\nalways.\n\n- one\n- two\n\n1. first\n\n```\n# no\n```\n> so',
    );
    expect(blocks.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'list', 'list', 'code', 'quote']);
    expect(blocks[4]).toEqual({ type: 'code', text: '# no' });
  });

  it('links to pages of the web alone', () => {
    render(
      <MarkdownPreview text="[ours](https://example.org/a) [bad](javascript:alert(1)) [posing](https://bank.example@evil.example) *so* `x`" />,
    );
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      'https://example.org/a',
    ]);
  });

  it.each(['<img src=x onerror=alert(1)>', '<script>alert(1)</script>', '[x](data:text/html,x)'])(
    'is never HTML: %j',
    (text) => {
      const { container } = render(<MarkdownPreview text={text} />);
      expect(container.textContent).toBe(text);
      expect(container.querySelectorAll('img, script, a')).toHaveLength(0);
    },
  );

  it('is drawn from its beginning alone where it is very long', () => {
    const { container } = render(<MarkdownPreview text={'word '.repeat(40_000)} />);
    expect(container.textContent).toHaveLength(20_000);
  });
});
