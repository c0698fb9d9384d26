// @vitest-environment happy-dom
import { RequestError } from '@baton/client';
import type { Assist, SendReply, SessionEvent } from '@baton/protocol';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { assist, baton, knowledge } from '../../lib/baton.ts';
import { assistQuery } from '../../lib/assist-queries.ts';
import { insertIntoReply } from '../../lib/drafts.ts';
import { sessionLogQuery } from '../../lib/queries.ts';
import { makeMessage } from '../../testing/make-event.ts';
import { makeDetail, makeHandoff } from '../../testing/make-handoff.ts';
import { DANA, renderConsole } from '../../testing/render-console.tsx';
import { Composer } from './composer.tsx';

const mine = makeHandoff({ stage: 'active', operator: { id: DANA.id, name: DANA.name } });
const onShowNewest = vi.fn<() => void>();
const onMode = vi.fn<(mode: 'reply' | 'note') => void>();

function show(mode: 'reply' | 'note' = 'reply', canReply = true, language: string | null = null) {
  return renderConsole(
    <Composer
      handoff={mine}
      writing={{ mode, focus: 0 }}
      onMode={onMode}
      canReply={canReply}
      seenOffset={4}
      onShowNewest={onShowNewest}
      language={language}
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
  vi.spyOn(knowledge, 'listCannedReplies').mockResolvedValue([]);
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

describe('ready texts behind a slash', () => {
  const ready = (shortcut: string, text: string) => ({
    id: shortcut,
    creation_utc: '',
    shortcut,
    title: `Title of ${shortcut}`,
    text,
    department: null,
    language: null,
  });
  beforeEach(() => {
    vi.mocked(knowledge.listCannedReplies).mockResolvedValue([
      ready('hello', 'Hello {{customer}}, this is {{operator}}.'),
      ready('refund', 'The refund is sent.'),
    ]);
  });
  const options = (): string[] => screen.queryAllByRole('option').map(({ textContent }) => textContent);

  it('are narrowed by typing, walked with arrows, put in by Enter with the names, and never sent', async () => {
    show();
    write('/');
    await screen.findByRole('listbox', { name: 'Canned replies' });
    expect(options()).toHaveLength(2);
    fireEvent.keyDown(reply(), { key: 'ArrowDown' });
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('/refund');
    const reached = screen.getByRole('option', { selected: true }).id;
    expect(reply().getAttribute('aria-activedescendant')).toBe(reached);
    write('/hel');
    expect(options()).toHaveLength(1);
    fireEvent.keyDown(reply(), { key: 'Enter' });
    expect(reply().value).toBe('Hello Ana Ruiz, this is Dana.');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(baton.reply).not.toHaveBeenCalled();
  });

  it('go away with Escape, and Enter then sends what is written', async () => {
    show();
    write('/ref');
    await screen.findByRole('listbox');
    fireEvent.keyDown(reply(), { key: 'Escape' });
    expect(screen.queryByRole('listbox')).toBeNull();
    fireEvent.keyDown(reply(), { key: 'Enter' });
    await waitFor(() => expect(requests()[0]?.body.message).toBe('/ref'));
  });

  it('keep a shortcut that none of them has from being sent by Enter, until Escape', async () => {
    show();
    write('/nothing');
    await screen.findByText(/^No canned reply has this shortcut/);
    fireEvent.keyDown(reply(), { key: 'Enter' });
    expect(reply().value).toBe('/nothing');
    expect(baton.reply).not.toHaveBeenCalled();
    fireEvent.keyDown(reply(), { key: 'Escape' });
    expect(screen.queryByText(/^No canned reply has this shortcut/)).toBeNull();
    fireEvent.keyDown(reply(), { key: 'Enter' });
    await waitFor(() => expect(requests()[0]?.body.message).toBe('/nothing'));
  });

  it('are asked for anew with each slash: what a lead wrote a moment ago is there', async () => {
    show();
    await waitFor(() => expect(knowledge.listCannedReplies).toHaveBeenCalledOnce());
    vi.mocked(knowledge.listCannedReplies).mockResolvedValue([ready('hours', 'We are open from 9 to 5.')]);
    write('/hours');
    await screen.findByRole('option', { name: /hours/ });
  });
});

describe('a suggestion in the reply (H8.1)', () => {
  it('is named to the server by the send, changed since or not, and is not sent by itself', async () => {
    show();
    act(() => insertIntoReply(mine.session_id, 'Your claim is in review.', 'sug-1'));
    expect(reply().value).toBe('Your claim is in review.');
    expect(baton.reply).not.toHaveBeenCalled();
    write('Your claim is in review, Ana.');
    fireEvent.click(send());
    await waitFor(() => expect(reply().value).toBe(''));
    expect(requests()[0]?.body.suggestion_id).toBe('sug-1');
    write('Anything else?');
    fireEvent.click(send());
    await waitFor(() => expect(requests()).toHaveLength(2));
    expect(requests()[1]?.body).not.toHaveProperty('suggestion_id');
  });

  it('is forgotten once the field was emptied', async () => {
    show();
    act(() => insertIntoReply(mine.session_id, 'Your claim is in review.', 'sug-1'));
    write('');
    write('Good morning');
    fireEvent.click(send());
    await waitFor(() => expect(requests()[0]?.body.message).toBe('Good morning'));
    expect(requests()[0]?.body).not.toHaveProperty('suggestion_id');
  });

  it('goes behind what is written already', () => {
    show();
    write('Good morning, ');
    act(() => insertIntoReply(mine.session_id, 'Your claim is in review.'));
    expect(reply().value).toBe('Good morning,\n\nYour claim is in review.');
  });
});

describe('rewriting the draft', () => {
  async function choose(name: string): Promise<void> {
    fireEvent.click(screen.getByRole('button', { name: /^Rewrite/u }));
    fireEvent.click(await screen.findByRole('menuitem', { name }));
  }
  function showWithModel(language: string | null = null) {
    const shown = show('reply', true, language);
    const help: Assist = {
      handoff_id: mine.id,
      session_id: mine.session_id,
      offset: 4,
      suggestion: null,
      articles: [],
      model: true,
    };
    act(() => void shown.cache.setQueryData(assistQuery(mine.id).queryKey, help));
    return shown;
  }

  it('is offered only where a model is set up', async () => {
    show();
    write('Hello');
    expect(screen.queryByRole('button', { name: /^Rewrite/u })).toBeNull();
    cleanup();
    showWithModel();
    expect(await screen.findByRole('button', { name: /^Rewrite/u })).toBeTruthy();
  });

  it('can be undone, and sends nothing', async () => {
    vi.spyOn(assist, 'rewrite').mockResolvedValue({ text: 'It is on its way.' });
    showWithModel();
    write('It is, as I can see here, on its way to you.');
    await choose('Shorten');
    await waitFor(() => expect(reply().value).toBe('It is on its way.'));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(reply().value).toBe('It is, as I can see here, on its way to you.');
    expect(baton.reply).not.toHaveBeenCalled();
  });

  it('leaves a draft alone on which somebody went on writing', async () => {
    const answer = Promise.withResolvers<{ text: string }>();
    vi.spyOn(assist, 'rewrite').mockReturnValue(answer.promise);
    showWithModel();
    write('Long text');
    await choose('Shorten');
    write('Long text and more');
    answer.resolve({ text: 'Short' });
    await screen.findByText(/the draft was left as it is/u);
    expect(reply().value).toBe('Long text and more');
  });

  it('is offered as a translation when the draft is in another language than the customer’s', async () => {
    vi.spyOn(assist, 'rewrite').mockResolvedValue({ text: 'Hemos recibido su carta.' });
    showWithModel('es');
    write('We have received your letter and we will write to you.');
    expect(await screen.findByText(/You write English, the customer Spanish/u)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Translate' }));
    await waitFor(() => expect(reply().value).toBe('Hemos recibido su carta.'));
    expect(vi.mocked(assist.rewrite).mock.calls[0]?.[1].how).toBe('translate');
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
