// @vitest-environment happy-dom
import { RequestError } from '@baton/client';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baton } from '../../lib/baton.ts';
import { makeMessage, timeOf } from '../../testing/make-event.ts';
import { TRACE, makeEmptyRecord, makeTurnRecord } from '../../testing/make-turn-record.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { ReasoningDialog } from './reasoning-dialog.tsx';

const SAID = { traceId: TRACE, utc: timeOf(5), text: 'Your claim is in review.' };
const LOG = [
  makeMessage(3, 'What about my claim?', 'customer', { trace_id: TRACE }),
  makeMessage(5, SAID.text, 'ai_agent', {
    trace_id: TRACE,
    data: { canned_responses: [['c1', 'Your claim is in review.']] },
  }),
];
const missing = new RequestError(404, { detail: 'Trace not found' });
const onJump = vi.fn<(offset: number) => void>();

function Page({ utc }: { utc: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Why?
      </button>
      <ReasoningDialog
        sessionId="s1"
        message={{ ...SAID, utc }}
        log={LOG}
        open={open}
        onClose={() => setOpen(false)}
        onJump={onJump}
      />
    </>
  );
}

function show(utc = SAID.utc): void {
  renderConsole(<Page utc={utc} />);
}
function openIt(): void {
  screen.getByRole('button', { name: 'Why?' }).focus();
  fireEvent.click(screen.getByRole('button', { name: 'Why?' }));
}
async function shown(): Promise<HTMLElement> {
  const dialog = await screen.findByRole('dialog', { name: 'Why the AI said this' });
  await within(dialog).findByText(TRACE);
  return dialog;
}
/** The part of the dialog under a title. */
function part(dialog: HTMLElement, title: string): HTMLElement {
  return within(dialog).getByRole('heading', { name: title }).parentElement ?? dialog;
}

beforeEach(() => {
  vi.spyOn(baton, 'readTrace').mockResolvedValue(makeTurnRecord());
  vi.spyOn(baton, 'readJourney').mockResolvedValue({ title: 'File a claim' } as never);
  vi.spyOn(baton, 'listJourneyNodes').mockResolvedValue([
    { id: 'n1', action: null, description: null, tools: [] },
    { id: 'n2', action: 'Ask what happened and when', description: null, tools: [] },
  ] as never);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  onJump.mockClear();
});

describe('why the AI said something', () => {
  it('is read when it is asked for, and once for a turn', async () => {
    show();
    expect(baton.readTrace).not.toHaveBeenCalled();
    openIt();
    await shown();
    expect(vi.mocked(baton.readTrace).mock.calls).toEqual([['s1', TRACE]]);
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    openIt();
    await shown();
    expect(baton.readTrace).toHaveBeenCalledOnce();
  });

  it('opens with the focus inside, closes with Esc and gives the focus back', async () => {
    show();
    openIt();
    const dialog = await shown();
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    fireEvent.keyDown(document.activeElement ?? dialog, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Why?' })));
  });

  it('tells what called for a person, on which words, with score and limit (H4.4)', async () => {
    show();
    openIt();
    const fired = part(await shown(), 'What called for a person');
    expect(within(fired).getByText('The AI was not sure')).toBeTruthy();
    expect(within(fired).getByText(/score 0\.31, limit 0\.40/u)).toBeTruthy();
    fireEvent.click(within(fired).getByRole('link', { name: '“my claim?”' }));
    expect(onJump).toHaveBeenCalledWith(3);
  });

  it('shows the guidelines that applied; what was not followed is folded away and says why', async () => {
    show();
    openIt();
    const dialog = await shown();
    const applied = within(part(dialog, 'Guidelines that applied')).getAllByRole('listitem');
    expect(applied.map((item) => item.textContent)).toEqual([
      expect.stringMatching(/^The customer asks about a claim.*0\.96.*near “my claim”$/u),
    ]);
    const fold = within(dialog).getByText('Looked at, not followed (1)').closest('details');
    expect(fold?.open).toBe(false);
    expect(fold?.textContent).toContain('“The customer asks about a claim” goes before it');
  });

  it('calls journeys and their steps by their names', async () => {
    show();
    openIt();
    const steps = part(await shown(), 'Steps in journeys');
    await within(steps).findByText('File a claim');
    expect(
      [...steps.querySelectorAll('ol > li')].map((step) => step.querySelector('p')?.textContent),
    ).toEqual(['Began', 'Ask what happened and when', 'Ended']);
  });

  it('tells of journeys that are gone without their names', async () => {
    vi.mocked(baton.readJourney).mockRejectedValue(missing);
    show();
    openIt();
    const steps = part(await shown(), 'Steps in journeys');
    expect(steps.textContent).toContain('A journey');
    expect(steps.textContent).toContain('A step');
  });

  it('tells tools with their time and errors, templates, the preamble and problems', async () => {
    show();
    openIt();
    const dialog = await shown();
    expect(part(dialog, 'Tools used').textContent).toBe(
      'Tools usedfind_claim12 msbilling:read_payments1.2 sThe tool did not answer in time.',
    );
    expect(part(dialog, 'Templates that were said').textContent).toContain('Your claim is in review.c2');
    expect(part(dialog, 'Said first, while working').textContent).toContain('One moment.');
    expect(part(dialog, 'Problems on the way').textContent).toContain(
      'Choosing tools · no model gave a usable answer',
    );
    expect(within(dialog).getByText('More happened in this turn than is kept.')).toBeTruthy();
  });

  it('tells where the time went, each stage once, and what else took time', async () => {
    show();
    openIt();
    const stages = part(await shown(), 'Where the time went');
    expect(
      within(stages)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual([
      'Matching guidelines, 2 times645 ms',
      'Running tools120 ms',
      'Writing the answer1.3 s',
      'Everything else334 ms',
    ]);
    expect(stages.textContent).toContain('Under 1 ms: Is a person needed?');
  });

  it('tells each call of a model, and the sum', async () => {
    show();
    openIt();
    const rows = within(part(await shown(), 'Language model')).getAllByRole('row');
    const cells = rows.map((row) => [...row.children].map(({ textContent }) => textContent));
    expect(cells).toEqual([
      ['For', 'Tokens in', 'Tokens out', 'Time'],
      ['Matching guidelinesopenai:gpt-5-mini', (1820).toLocaleString(), '96', '640 ms'],
      ['Writing the answeropenai:gpt-5-mini', '411', '42', '1.3 s'],
      ['2 calls', (2231).toLocaleString(), '138', '2.0 s'],
    ]);
  });

  it('leads to the message that was answered', async () => {
    show();
    openIt();
    const link = within(await shown()).getByRole('link', { name: 'What about my claim?' });
    fireEvent.click(link);
    expect(onJump).toHaveBeenCalledWith(3);
  });

  it('shows nothing of what is empty, and says that nothing led to it', async () => {
    vi.mocked(baton.readTrace).mockResolvedValue(makeEmptyRecord());
    show();
    openIt();
    const dialog = await shown();
    expect(
      within(dialog)
        .getAllByRole('heading')
        .map((title) => title.textContent),
    ).toEqual(['Why the AI said this']);
    expect(within(dialog).getByText(/No guideline, journey or tool led to this/u)).toBeTruthy();
    expect(dialog.querySelector('details, table, ul')).toBeNull();
  });

  it('shows what customers and authors wrote as text', async () => {
    const [guideline] = makeTurnRecord().guidelines;
    if (guideline === undefined) throw new Error('no guideline');
    const hostile = '<img src=x onerror="alert(1)">';
    vi.mocked(baton.readTrace).mockResolvedValue(
      makeEmptyRecord({ guidelines: [{ ...guideline, kept: true, condition: hostile, rationale: hostile }] }),
    );
    show();
    openIt();
    const dialog = await shown();
    expect(within(dialog).getAllByText(hostile)).toHaveLength(2);
    expect(dialog.querySelector('img')).toBeNull();
  });
});

describe('a record that is not there', () => {
  it('is waited for while its turn may still be running', async () => {
    vi.mocked(baton.readTrace).mockRejectedValueOnce(missing);
    show(new Date().toISOString());
    openIt();
    expect(await screen.findByText(/The AI is not done with this turn yet/u)).toBeTruthy();
    await shown();
    expect(baton.readTrace).toHaveBeenCalledTimes(2);
  });

  it('is not waited for when the message is old; it can be looked for again', async () => {
    vi.mocked(baton.readTrace).mockRejectedValueOnce(missing);
    show();
    openIt();
    expect(await screen.findByText('There is no record for this message.')).toBeTruthy();
    expect(baton.readTrace).toHaveBeenCalledOnce();
    fireEvent.click(screen.getByRole('button', { name: 'Look again' }));
    await shown();
  });

  it('for want of a connection or a right is told as such, and can be tried again', async () => {
    vi.mocked(baton.readTrace).mockRejectedValueOnce(
      new RequestError(403, { detail: 'x', code: 'forbidden' }),
    );
    show();
    openIt();
    expect(await screen.findByText('What led to this message could not be read.')).toBeTruthy();
    expect(screen.getByText('You are not allowed to do this.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await shown();
  });
});
