// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { SaidText } from './said-text.tsx';

afterEach(cleanup);

describe('hostile text on the page', () => {
  it.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '&lt;b&gt; <svg/onload=alert(1)>',
    '[click](javascript:alert(1))',
    'one\n\n  two\u202E',
  ])('is shown as it is: %j', (text) => {
    const { container } = render(<SaidText text={text} />);
    expect(container.textContent).toBe(text);
    expect(container.querySelectorAll('*')).toHaveLength(1);
  });

  it('links addresses, and gives the page behind them no hold on this one', () => {
    render(<SaidText text="see https://example.org/a." />);
    const link = screen.getByRole('link', { name: 'https://example.org/a' });
    expect(link.getAttribute('rel')).toContain('noopener');
    expect(link.getAttribute('target')).toBe('_blank');
  });
});
