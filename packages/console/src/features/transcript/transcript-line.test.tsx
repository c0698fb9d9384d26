// @vitest-environment happy-dom
import type { Note } from '@baton/protocol';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { timeOf } from '../../testing/make-event.ts';
import { TranscriptLine } from './transcript-line.tsx';

function show(note: Note): void {
  const item = { type: 'note' as const, key: 'note 0', utc: note.creation_utc, note };
  render(<TranscriptLine item={item} sessionId="s1" led={null} onExplain={vi.fn()} />);
}
const note: Note = { author: { id: 'lea', name: 'Lea' }, text: 'Offer a call', creation_utc: timeOf(1) };

afterEach(cleanup);

describe('what only colleagues see (H8.2)', () => {
  it('a note says so', () => {
    show(note);
    expect(screen.getByText('Note by Lea')).toBeTruthy();
    expect(screen.getByText('Only colleagues see this')).toBeTruthy();
  });

  it('a whisper says that it is one', () => {
    show({ ...note, whisper: true });
    expect(screen.getByText('Lea whispers to the holder')).toBeTruthy();
    expect(screen.queryByText('Note by Lea')).toBeNull();
  });
});
