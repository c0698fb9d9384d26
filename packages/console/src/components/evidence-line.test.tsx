// @vitest-environment happy-dom
import type { Evidence } from '@baton/protocol';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { EvidenceLine } from './evidence-line.tsx';

const onJump = vi.fn<(offset: number) => void>();
function show(changes: Partial<Evidence>): void {
  const evidence = { trigger: 'topic:legal', offset: 7, score: null, threshold: null, quote: 'sue you' };
  render(<EvidenceLine evidence={{ ...evidence, ...changes }} onJump={onJump} />);
}

afterEach(() => {
  cleanup();
  onJump.mockClear();
});

describe('evidence leads to its message (H4.4)', () => {
  it.each([
    ['by its words', {}, '“sue you”'],
    ['by what fired, when no words were kept', { quote: null }, 'Topic: legal'],
    ['by what fired, when the words are blank', { quote: ' ' }, 'Topic: legal'],
  ])('%s', (_, changes, name) => {
    show(changes);
    fireEvent.click(screen.getByRole('link', { name }));
    expect(onJump).toHaveBeenCalledWith(7);
  });

  it('unless there is no message', () => {
    show({ offset: null });
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.getByText('“sue you”')).toBeTruthy();
  });
});
