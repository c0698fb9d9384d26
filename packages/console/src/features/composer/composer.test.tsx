// @vitest-environment happy-dom
import { RequestError } from '@baton/client';
import type { SendReply, SessionEvent } from '@baton/protocol';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baton } from '../../lib/baton.ts';
import { sessionLogQuery } from '../../lib/queries.ts';
import { makeMessage } from '../../testing/make-event.ts';
import { makeDetail, makeHandoff } from '../../testing/make-handoff.ts';
import { DANA, renderConsole } from '../../testing/render-console.tsx';
import { Composer } from './composer.tsx';

const mine = makeHandoff({ stage: 'active', operator: { id: DANA.id, name: DANA.name } });
const onShowNewest = vi.fn<() => void>();
const onMode = vi.fn<(mode: 'reply' | 'note') => void>();

function show(mode: 'reply' | 'note' = 'reply', canReply = true) {
  return renderConsole(
    <Composer
      handoff={mine}
      writing={{ mode, focus: 0 }}
      onMode={onMode}
      canReply={canReply}
      seenOffset={4}
      onShowNewest={onShowNewest}
    />,
  );
}

const reply = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Reply' });
const send = (): HTMLElement => screen.getByRole('button', { name: 'Send' });
function write(text: string): void {
  fireEvent.change(reply(), { target: { value: text } });
}
/** The requests to send so far: body and idempotency key. */
function requests(): { body: SendReply; key: string | undefined }[] {
  return vi.mocked(baton.reply).mock.calls.map(([, body, key]) => ({ body, key }));
}

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(baton, 'createEvent').mockResolvedValue(makeMessage(0, ''));
  vi.spyOn(baton, 'reply').mockImplementation((_, { message }) =>
    Promise.resolve(makeMessage(9, message, 'human_agent')),
  );
  vi.spyOn(baton, 'addNote').mockResolvedValue(makeDetail());
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  onShowNewest.mockClear();
});

describe('replying to the customer (H8.1)', () => {
  it('sends with Enter under his own name, and what his screen has shown', async () => {
    show();
    write('Hello Ana');
    fireEvent.keyDown(reply(), { key: 'Enter' });
    await waitFor(() => expect(reply().value).toBe(''));
    expect(requests()[0]?.body).toEqual({
      ...DANA.actAs,
      message: 'Hello Ana',
      as: 'operator',
      seen_offset: 4,
    });
    expect(onShowNewest).toHaveBeenCalled();
  });

  it('sends in the name of the AI when he says so', async () => {
    show();
    fireEvent.click(screen.getByRole('radio', { name: 'The AI' }));
    write('Hello Ana');
    fireEvent.click(send());
    await waitFor(() => expect(reply().value).toBe(''));
    expect(requests()[0]?.body.as).toBe('ai');
  });

  it.each([{ shiftKey: true }, { isComposing: true }])('does not send with Enter and %j', (modifier) => {
    show();
    write('Hello');
    fireEvent.keyDown(reply(), { key: 'Enter', ...modifier });
    expect(baton.reply).not.toHaveBeenCalled();
  });

  it('sends nothing twice while a request is under way', async () => {
    const answer = Promise.withResolvers<SessionEvent>();
    vi.mocked(baton.reply).mockReturnValueOnce(answer.promise);
    show();
    write('Hello');
    fireEvent.keyDown(reply(), { key: 'Enter' });
    fireEvent.keyDown(reply(), { key: 'Enter' });
    write('Hello, and more');
    answer.resolve(makeMessage(9, 'Hello', 'human_agent'));
    await waitFor(() => expect(onShowNewest).toHaveBeenCalled());
    expect(requests()).toHaveLength(1);
    expect(reply().value, 'what was typed meanwhile stays').toBe('Hello, and more');
  });

  it('tells the customer that a person is typing, but not while writing as the AI', () => {
    show();
    write('H');
    expect(vi.mocked(baton.createEvent).mock.calls[0]?.[1]).toMatchObject({
      source: 'human_agent',
      status: 'typing',
    });
    fireEvent.click(screen.getByRole('radio', { name: 'The AI' }));
    write('He');
    write('Hel');
    const told = vi.mocked(baton.createEvent).mock.calls.map(([, { status }]) => status);
    expect(told).toEqual(['typing', 'ready']);
  });
});

describe('a view that is out of date (H2.5)', () => {
  const missing = [makeMessage(5, 'Wait'), makeMessage(6, 'One more thing')];
  const stale = new RequestError(409, { detail: 'Newer', code: 'stale-view', missing_events: missing });

  it('shows what was missing, keeps the text, and sends with one more click', async () => {
    vi.mocked(baton.reply).mockRejectedValueOnce(stale);
    const { cache } = show();
    cache.setQueryData(sessionLogQuery(mine.session_id).queryKey, [makeMessage(4, 'Hi')]);
    write('Hello Ana');
    fireEvent.click(send());
    await screen.findByText('2 new messages: read and send');
    expect(reply().value).toBe('Hello Ana');
    expect(cache.getQueryData(sessionLogQuery(mine.session_id).queryKey)).toHaveLength(3);
    expect(onShowNewest).toHaveBeenCalled();

    fireEvent.click(send());
    await waitFor(() => expect(reply().value).toBe(''));
    const [first, second] = requests();
    expect(second?.body).toEqual({ ...first?.body, seen_offset: 6 });
    expect(second?.key).toBe(first?.key);
    expect(screen.queryByText(/read and send/u)).toBeNull();
  });
});

describe('a send that fails', () => {
  it('says so, keeps the text and is repeated under the same key', async () => {
    vi.mocked(baton.reply).mockRejectedValueOnce(new TypeError('Failed to fetch'));
    show();
    write('Hello Ana');
    fireEvent.click(send());
    await screen.findByText(/^Not sent: The server could not be reached/u);
    fireEvent.click(send());
    await waitFor(() => expect(reply().value).toBe(''));
    const [first, second] = requests();
    expect(second).toEqual(first);
  });

  it('tells a refusal in plain words', async () => {
    vi.mocked(baton.reply).mockRejectedValueOnce(new RequestError(409, { detail: 'x', code: 'not-holder' }));
    show();
    write('Hello');
    fireEvent.click(send());
    expect(await screen.findByText(/You do not hold this conversation any more/u)).toBeTruthy();
  });
});

describe('drafts', () => {
  it('are kept for each session through a reload', () => {
    const { unmount } = show();
    write('Half a thought');
    unmount();
    show();
    expect(reply().value).toBe('Half a thought');
  });
});

describe('notes (H8.2)', () => {
  it('have a field of their own, which holds nothing of the reply', () => {
    show('reply').unmount();
    localStorage.setItem('baton.draft.reply.s1', 'to the customer');
    show('note');
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' }).value).toBe('');
    expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
  });

  it('never go the way of a message', async () => {
    show('note');
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' });
    fireEvent.change(field, { target: { value: 'He is angry' } });
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(field.value).toBe(''));
    expect(vi.mocked(baton.addNote).mock.calls[0]?.[1]).toMatchObject({ text: 'He is angry' });
    expect(baton.reply).not.toHaveBeenCalled();
    expect(baton.createEvent, 'nobody is told of typing').not.toHaveBeenCalled();
  });

  it('are all that somebody who does not hold the conversation can write', () => {
    show('reply', false);
    expect(screen.getByRole('textbox', { name: 'Note' })).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Reply' })).toBeNull();
  });
});
