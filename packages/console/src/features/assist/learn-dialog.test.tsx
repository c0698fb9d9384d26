// @vitest-environment happy-dom
import type { Candidate } from '@baton/protocol';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { knowledge } from '../../lib/baton.ts';
import { makeMessage } from '../../testing/make-event.ts';
import { DANA, renderConsole } from '../../testing/render-console.tsx';
import { LearnDialog } from './learn-dialog.tsx';

const log = [
  makeMessage(0, 'Hi'),
  makeMessage(1, 'How long does a claim take?'),
  makeMessage(2, 'Let me see', 'ai_agent'),
  makeMessage(3, 'A week, Ana.', 'human_agent'),
  makeMessage(4, 'Thanks'),
];

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('learning from an answer', () => {
  it('begins with the question before it, is edited, and is proposed, not used', async () => {
    vi.spyOn(knowledge, 'proposeCandidate').mockResolvedValue({} as Candidate);
    renderConsole(
      <LearnDialog
        sessionId="s1"
        log={log}
        answer={{ offset: 3, text: 'A week, Ana.' }}
        open
        onClose={() => undefined}
      />,
    );
    const field = (name: string) => screen.getByRole<HTMLTextAreaElement>('textbox', { name });
    expect(field('Question that it answers').value).toBe('How long does a claim take?');
    fireEvent.change(screen.getByRole('combobox', { name: 'As' }), { target: { value: 'guideline' } });
    expect(field('When').value).toBe('The customer asks: How long does a claim take?');
    fireEvent.change(field('What the AI does then'), { target: { value: 'Say that it takes a week.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Propose' }));
    await screen.findByText('Proposed. A lead will look at it.');
    await waitFor(() =>
      expect(vi.mocked(knowledge.proposeCandidate).mock.calls[0]?.[0]).toEqual({
        ...DANA.actAs,
        session_id: 's1',
        answer_offset: 3,
        kind: 'guideline',
        content: {
          title: 'The customer asks: How long does a claim take?',
          text: 'Say that it takes a week.',
        },
      }),
    );
  });
});
