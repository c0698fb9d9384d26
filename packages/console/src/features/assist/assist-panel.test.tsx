// @vitest-environment happy-dom
import type { Assist, QuickAction, Suggestion } from '@baton/protocol';
import { RequestError } from '@baton/client';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyFrame } from '../../lib/apply-frame.ts';
import { assist } from '../../lib/baton.ts';
import { DANA, renderConsole } from '../../testing/render-console.tsx';
import { AssistPanel } from './assist-panel.tsx';
import type { Insert } from './use-insert.ts';
import { InsertContext } from './use-insert.ts';

const SUGGESTION: Suggestion = {
  id: 'sug-1',
  text: 'Your claim is in review.',
  state: 'complete',
  by: 'engine',
  sources: [
    { kind: 'article', id: 'art-1', title: 'Claims' },
    { kind: 'tool', id: '7', title: 'find_claim' },
  ],
  confidence: 0.83,
};
const HELP: Assist = {
  handoff_id: 'h1',
  session_id: 's1',
  offset: 4,
  suggestion: SUGGESTION,
  articles: [
    {
      article_id: 'art-1',
      title: 'Claims',
      url: 'https://help.example/claims',
      passage: 'It takes a week.',
      score: 0.9,
    },
  ],
  model: false,
};
const REFUND: QuickAction = {
  id: 'built-in:refund',
  title: 'Refund an order',
  description: 'Sends the money back.',
  consequential: true,
  fields: [
    {
      name: 'order',
      label: 'Order',
      description: null,
      type: 'text',
      required: true,
      options: [],
      value: 'A-1',
    },
  ],
};
const insert = vi.fn<Insert>();
const onJump = vi.fn<(offset: number) => void>();

function show(answeredAt = -1) {
  return renderConsole(
    <InsertContext value={insert}>
      <AssistPanel handoffId="h1" answeredAt={answeredAt} onJump={onJump} />
    </InsertContext>,
  );
}

beforeEach(() => {
  vi.spyOn(assist, 'readAssist').mockResolvedValue(HELP);
  vi.spyOn(assist, 'listActions').mockResolvedValue([REFUND]);
  vi.spyOn(assist, 'runAction').mockResolvedValue({
    action_id: REFUND.id,
    failed: false,
    data: { refunded: 12 },
    offset: 9,
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  insert.mockClear();
  onJump.mockClear();
});

describe('a suggested reply (H8.1)', () => {
  it('shows all that it rests on, and goes into the reply with its id by a click alone', async () => {
    show();
    await screen.findByText('Your claim is in review.');
    expect(screen.getByText(/83 % match/u)).toBeTruthy();
    fireEvent.click(screen.getByText('find_claim'));
    expect(onJump).toHaveBeenCalledWith(7);
    expect(insert).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Insert' }));
    expect(insert).toHaveBeenLastCalledWith('Your claim is in review.', { suggestionId: 'sug-1' });
    fireEvent.click(screen.getByRole('button', { name: /^Insert and edit/u }));
    expect(insert).toHaveBeenLastCalledWith('Your claim is in review.', {
      suggestionId: 'sug-1',
      edit: true,
    });
  });

  it('is shown while it grows, and can be taken when it is complete', async () => {
    const { cache } = show();
    await screen.findByText('Your claim is in review.');
    const grown = (text: string, state: 'growing' | 'complete') => ({
      type: 'assist' as const,
      assist: { ...HELP, offset: 6, suggestion: { ...SUGGESTION, id: 'sug-2', text, state } },
    });
    act(() => applyFrame(cache, grown('Your', 'growing')));
    await screen.findByText('Your');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Insert' }).disabled).toBe(true);
    act(() => applyFrame(cache, grown('Your letter is there.', 'complete')));
    await screen.findByText('Your letter is there.');
    fireEvent.click(screen.getByRole('button', { name: 'Insert' }));
    expect(insert).toHaveBeenLastCalledWith('Your letter is there.', { suggestionId: 'sug-2' });
  });

  it('is gone once its message is answered', async () => {
    show(5);
    expect(await screen.findByText('The newest message is answered.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Insert' })).toBeNull();
  });

  it('says when it rests on nothing', async () => {
    vi.mocked(assist.readAssist).mockResolvedValue({
      ...HELP,
      suggestion: { ...SUGGESTION, sources: [] },
    });
    show();
    expect(await screen.findByText(/rests on nothing that could be shown/u)).toBeTruthy();
  });
});

it('an article is quoted with the address where the customer reads the rest', async () => {
  show();
  fireEvent.click(await screen.findByRole('button', { name: 'Quote “Claims” in the reply' }));
  expect(insert).toHaveBeenCalledWith('It takes a week.\n\nClaims: https://help.example/claims', {
    edit: true,
  });
});

describe('an action that changes something outside', () => {
  const click = (name: string | RegExp): void => {
    fireEvent.click(screen.getByRole('button', { name }));
  };
  const runs = () => vi.mocked(assist.runAction).mock.calls;

  it('is run once its values were seen again, and shows what came of it and where it stands', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: /^Refund an order/u }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Order' }), { target: { value: 'A-2' } });
    click('Run');
    await screen.findByText(/This changes something outside/u);
    expect(assist.runAction).not.toHaveBeenCalled();
    expect(screen.getByText('A-2')).toBeTruthy();
    click('Yes, run it');
    await screen.findByText('Done. It stands in the conversation.');
    expect(runs()[0]?.slice(0, 3)).toEqual([
      'h1',
      REFUND.id,
      { ...DANA.actAs, arguments: { order: 'A-2' }, confirmed: true },
    ]);
    click('Show it in the conversation');
    expect(onJump).toHaveBeenCalledWith(9);
  });

  it('is tried again under the same key, and under another one with other values', async () => {
    vi.mocked(assist.runAction).mockRejectedValue(new TypeError('Failed to fetch'));
    show();
    fireEvent.click(await screen.findByRole('button', { name: /^Refund an order/u }));
    click('Run');
    click('Yes, run it');
    await screen.findByText(/server could not be reached/u);
    click('Yes, run it');
    await waitFor(() => expect(runs()).toHaveLength(2));
    await screen.findByText(/server could not be reached/u);
    expect(runs()[1]?.[3]).toBe(runs()[0]?.[3]);
    click('Change');
    fireEvent.change(screen.getByRole('textbox', { name: 'Order' }), { target: { value: 'B-1' } });
    click('Run');
    click('Yes, run it');
    await waitFor(() => expect(runs()).toHaveLength(3));
    expect(runs()[2]?.[3]).not.toBe(runs()[0]?.[3]);
  });

  it('begins at its first field', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: /^Refund an order/u }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Order' })));
  });

  it('says at its field what the tool does not take, and can be put right there', async () => {
    const fault = {
      type: 'less_than_equal',
      loc: ['body', 'arguments', 'order'],
      msg: 'Input should be less than or equal to 500',
      input: 900,
      ctx: { le: 500 },
    };
    vi.mocked(assist.runAction).mockRejectedValue(new RequestError(422, { detail: [fault] }));
    show();
    fireEvent.click(await screen.findByRole('button', { name: /^Refund an order/u }));
    click('Run');
    click('Yes, run it');
    const field = await screen.findByRole('textbox', { name: 'Order', description: 'At most 500.' });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    fireEvent.change(field, { target: { value: 'B-1' } });
    expect(screen.queryByText('At most 500.')).toBeNull();
  });

  it('says why it was refused', async () => {
    vi.mocked(assist.runAction).mockRejectedValue(new RequestError(409, { detail: 'x', code: 'not-holder' }));
    show();
    fireEvent.click(await screen.findByRole('button', { name: /^Refund an order/u }));
    click('Run');
    click('Yes, run it');
    expect(await screen.findByText(/You do not hold this conversation any more/u)).toBeTruthy();
  });
});
