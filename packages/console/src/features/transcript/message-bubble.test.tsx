// @vitest-environment happy-dom
import type { EventSource } from '@baton/protocol';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeMessage } from '../../testing/make-event.ts';
import { MessageBubble } from './message-bubble.tsx';
import type { MessageItem } from './transcript-items.ts';
import { transcriptItems } from './transcript-items.ts';

const onExplain = vi.fn<(message: MessageItem) => void>();

function show(source: EventSource): void {
  const log = [makeMessage(4, 'Your claim is in review.', source, { trace_id: 'b'.repeat(32) })];
  const item = transcriptItems(log, []).find(({ type }) => type === 'message');
  if (item?.type !== 'message') throw new Error('no message');
  render(<MessageBubble item={item} sessionId="s1" led={null} onExplain={onExplain} />);
}

afterEach(() => {
  cleanup();
  onExplain.mockClear();
});

describe('a message of the AI', () => {
  it('can be asked for its reasons, by the turn that it came from', () => {
    show('ai_agent');
    const why = screen.getByRole('button', { name: /^Why\? .*“Your claim is in review\.”$/u });
    expect(why.textContent).toBe('Why?');
    expect(why.getAttribute('aria-haspopup')).toBe('dialog');
    fireEvent.click(why);
    expect(onExplain.mock.calls[0]?.[0]).toMatchObject({ traceId: 'b'.repeat(32), offset: 4 });
  });

  it.each(['customer', 'human_agent', 'human_agent_on_behalf_of_ai_agent', 'system'] as const)(
    'is the only one: not one by %s',
    (source) => {
      show(source);
      expect(screen.queryByRole('button')).toBeNull();
    },
  );
});
