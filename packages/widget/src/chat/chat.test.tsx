import type { JsonObject, SessionEvent } from '@baton/protocol';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ChatController } from '../effects/chat-controller.ts';
import { loadExtras } from '../load-extras.ts';
import { FakeServer, refusal } from '../testing/fake-server.ts';
import { FakeTab } from '../testing/fake-surroundings.ts';
import { AI, makeHandoffEvent, makeMessage, makeStatus, OPERATOR } from '../testing/make-event.ts';
import { Chat } from './chat.tsx';

let host: HTMLElement;
let chat: ChatController;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  host = document.createElement('div');
  document.body.append(host);
});

afterEach(() => {
  render(null, host);
  chat.stop();
  host.remove();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function show(server: FakeServer, tab: FakeTab = new FakeTab()): Promise<void> {
  chat = new ChatController(
    server,
    tab,
    { id: 'agent', name: 'Ava' },
    () => server,
    () => server,
  );
  chat.start();
  await act(() => render(<Chat chat={chat} />, host));
  await settle();
}

async function settle(ms = 50): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
    await vi.dynamicImportSettled();
  });
}

function box(): HTMLTextAreaElement {
  return host.querySelector<HTMLTextAreaElement>('textarea[aria-label="Message"]')!;
}

function transcript(): HTMLElement {
  return host.querySelector<HTMLElement>('[role="log"][aria-label="Conversation"]')!;
}

function button(name: string): HTMLButtonElement | undefined {
  const all = [...host.querySelectorAll('button')];
  return all.find((one) => (one.getAttribute('aria-label') ?? one.textContent.trim()) === name);
}

async function click(name: string): Promise<void> {
  await act(() => button(name)!.click());
  await settle();
}

async function type(text: string): Promise<void> {
  await act(() => {
    box().value = text;
    box().dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function press(key: string, init: KeyboardEventInit = {}): Promise<void> {
  await act(() => {
    box().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
  });
  await settle();
}

async function fill(name: string, value: string): Promise<void> {
  const label = [...host.querySelectorAll('label')].find((one) => one.textContent === name)!;
  const input = host.querySelector<HTMLInputElement>(`[id="${label.htmlFor}"]`)!;
  await act(() => {
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function submit(): Promise<void> {
  await act(() => host.querySelector<HTMLFormElement>('form.contact')!.requestSubmit());
  await settle();
}

async function wait(server: FakeServer): Promise<void> {
  await show(server);
  await type('hello');
  await press('Enter');
  server.position = 2;
  server.append('session-1', makeHandoffEvent(1, 'handoff.requested', { stage: 'requested' }));
  await settle();
  // What the wait needs comes, and asks for the place in the queue.
  await loadExtras();
  await settle();
}

async function waitLong(server: FakeServer): Promise<void> {
  await wait(server);
  const alternatives = ['wait', 'callback', 'email', 'ai'] as const;
  server.append(
    'session-1',
    makeHandoffEvent(2, 'handoff.delayed', { stage: 'queued', alternatives: [...alternatives] }),
  );
  await settle();
}

describe('the composer', () => {
  test('has the focus, sends on Enter and by the button, and keeps the focus', async () => {
    const server = new FakeServer();
    await show(server);
    expect(document.activeElement).toBe(box());
    expect(button('Send')!.disabled).toBe(true);
    await type('one');
    await press('Enter');
    await type('two');
    await click('Send');
    expect(server.texts('session-1')).toEqual(['one', 'two']);
    expect(box().value).toBe('');
    expect(document.activeElement).toBe(box());
  });

  test.each([{ shiftKey: true }, { isComposing: true }])('does not send on Enter with %j', async (init) => {
    const server = new FakeServer();
    await show(server);
    await type('one');
    await press('Enter', init);
    expect(server.calls).toEqual([]);
    expect(box().value).toBe('one');
  });

  test('keeps an unsent text over a reload', async () => {
    const tab = new FakeTab();
    tab.draft = 'half a thou';
    await show(new FakeServer(), tab);
    expect(box().value).toBe('half a thou');
  });
});

describe('the transcript', () => {
  test('reads out what comes, but not what was there', async () => {
    const server = new FakeServer();
    const tab = new FakeTab();
    server.logs.set('session-1', [makeMessage(0, 'ai_agent', 'from before')]);
    tab.writeSession('session-1');
    chat = new ChatController(
      server,
      tab,
      { id: 'agent', name: 'Ava' },
      () => server,
      () => server,
    );
    chat.start();
    await act(() => render(<Chat chat={chat} />, host));
    expect(transcript().getAttribute('aria-live')).toBe('off');
    await settle();
    expect(transcript().textContent).toContain('from before');
    await settle();
    expect(transcript().getAttribute('aria-live')).toBe('polite');
  });

  test('reads out a message that is shown while it is written once, when it is complete', async () => {
    const server = new FakeServer();
    await show(server);
    await type('hello');
    await press('Enter');
    const growing = (text: string, end: null[]): SessionEvent => {
      const event = makeMessage(1, 'ai_agent', text);
      return { ...event, data: { ...(event.data as JsonObject), chunks: [text, ...end] } };
    };
    const busy = (): string | null | undefined =>
      host.querySelector('.row-theirs:not(.typing)')?.getAttribute('aria-busy');
    server.append('session-1', growing('One.', []));
    await settle();
    expect([busy(), transcript().textContent.includes('One.')]).toEqual(['true', true]);
    server.rewrite('session-1', growing('One.', [null]));
    await settle();
    expect(busy()).toBeNull();
  });

  test('says who speaks', async () => {
    const server = new FakeServer();
    const tab = new FakeTab();
    server.logs.set('session-1', [
      makeMessage(0, 'ai_agent', 'I am a machine'),
      makeMessage(1, 'human_agent', 'I am Dana', 'Dana'),
      makeMessage(2, 'human_agent_on_behalf_of_ai_agent', 'I look like a machine', 'Dana'),
    ]);
    tab.writeSession('session-1');
    await show(server, tab);
    const bylines = [...transcript().querySelectorAll('.byline')].map((line) =>
      line.textContent.replace(/\d+:\d+.*$/, '').trim(),
    );
    expect(bylines).toEqual(['AvaAI', 'Dana · support team', 'AvaAI']);
  });

  test('H1.1 shows a message as pending until the log has it, and offers to send it again', async () => {
    const server = new FakeServer();
    await show(server);
    server.fault = (call) => {
      if (call === 'message hello') throw refusal(503);
    };
    await type('hello');
    await press('Enter');
    expect(host.querySelector('.bubble-pending')?.textContent).toBe('hello');
    expect(host.querySelector('.bubble-own')).toBeNull();
    expect(transcript().textContent).toContain('Not sent. Try again');
    server.fault = () => undefined;
    await click('Try again');
    expect(host.querySelector('.bubble-pending')).toBeNull();
    expect(host.querySelector('.bubble-own')?.textContent).toBe('hello');
    expect(document.activeElement).toBe(box());
  });

  test('shows who is typing', async () => {
    const server = new FakeServer();
    await show(server);
    await type('hello');
    await press('Enter');
    server.append('session-1', makeStatus(1, 'ai_agent', 'processing'));
    await settle();
    expect(transcript().textContent).toContain('Ava is typing…');
    server.append('session-1', makeStatus(2, 'ai_agent', 'ready'));
    await settle();
    expect(transcript().textContent).not.toContain('typing');
  });
});

describe('a person', () => {
  test('is asked for by a button, which is there while nobody was asked for', async () => {
    const server = new FakeServer();
    await wait(server);
    expect(button('Ask for a person')).toBeUndefined();
    expect(host.textContent).toContain('We are getting a person for you');
    expect(host.textContent).toContain('You are number 2 in line.');
    server.append('session-1', makeHandoffEvent(2, 'handoff.withdrawn', { stage: 'withdrawn', holder: AI }));
    await settle();
    expect(host.textContent).not.toContain('We are getting a person');
    expect(host.textContent).toContain('You are talking to the assistant again');
    await click('Ask for a person');
    expect(server.calls).toContain('requestHandoff');
  });

  test('H7.1 who does not come can be waited for on', async () => {
    const server = new FakeServer();
    await waitLong(server);
    await click('Keep waiting');
    expect(button('Call me back')).toBeUndefined();
    expect(document.activeElement).toBe(box());
    await click('Other options');
    await click('Go on with the assistant');
    expect(server.calls).toContain('withdraw handoff-1');
  });

  test('H7.1 can call back, at a time if one is given', async () => {
    const server = new FakeServer();
    await waitLong(server);
    await click('Call me back');
    await fill('Phone number', 'none');
    await submit();
    expect(host.textContent).toContain('Please enter a phone number');
    await fill('Phone number', '030 1234567');
    await submit();
    expect(server.calls).toContain('callback handoff-1 030 1234567 null');
    server.append('session-1', makeHandoffEvent(3, 'handoff.callback', { stage: 'callback', holder: AI }));
    await settle();
    expect(document.activeElement).toBe(box());
  });

  test('H7.1 can write an e-mail', async () => {
    const server = new FakeServer();
    await waitLong(server);
    await click('E-mail me');
    await fill('E-mail address', 'kim@example.com');
    await submit();
    expect(server.calls).toContain('email handoff-1 kim@example.com undefined');
  });

  test('H7.3 who cannot come now leaves a choice at once, with what is known of the wait', async () => {
    const server = new FakeServer();
    await wait(server);
    server.append(
      'session-1',
      makeHandoffEvent(2, 'handoff.queued', {
        stage: 'queued',
        wait: { from: 120, to: 300 },
        alternatives: ['wait', 'email'],
      }),
    );
    await settle();
    expect(host.textContent).toContain('You are number 2 in line. It takes 2 to 5 minutes.');
    expect(button('E-mail me')).toBeDefined();
    await click('Keep waiting');
    expect(button('E-mail me')).toBeUndefined();
  });

  test('H7.3 where waiting is no choice, no place in the line is told', async () => {
    const server = new FakeServer();
    await wait(server);
    server.append(
      'session-1',
      makeHandoffEvent(2, 'handoff.queued', { stage: 'queued', alternatives: ['callback', 'email'] }),
    );
    await settle();
    expect(host.textContent).not.toContain('in line');
    expect(host.textContent).toContain('Nobody from the team is here right now.');
    expect(button('Call me back')).toBeDefined();
  });

  test('H7.1 a time at which nobody can call is told as such', async () => {
    const server = new FakeServer();
    await waitLong(server);
    server.fault = (call) => {
      if (call.startsWith('callback'))
        throw refusal(422, 'time-not-possible', { nearest_utc: '2026-11-23T08:00:00Z' });
    };
    await click('Call me back');
    await fill('Phone number', '030 1234567');
    await submit();
    expect(host.textContent).toContain('Nobody can call at that time.');
    expect(host.textContent).toMatch(/The nearest possible time is Monday, November 23 at \d/);
  });

  test('H8.3 says before it happens that it goes back to the assistant', async () => {
    const server = new FakeServer();
    await wait(server);
    const returning = { stage: 'returning', holder: OPERATOR } as const;
    server.append('session-1', makeHandoffEvent(2, 'handoff.returning', returning));
    await settle();
    expect(host.textContent).toContain('This chat goes back to the assistant soon');
    expect(host.textContent).toContain('Write here if you still need Dana Winter.');
  });

  test('H8.5 is rated with one click, or not at all', async () => {
    const server = new FakeServer();
    await wait(server);
    const asked = { stage: 'resolved', holder: AI } as const;
    server.append('session-1', makeHandoffEvent(2, 'handoff.rating-asked', asked));
    await settle();
    await click('4 stars of 5');
    expect(server.calls).toContain('rate handoff-1 4');
    expect(host.textContent).toContain('Thank you for your rating.');
    expect(document.activeElement).toBe(box());
    await click('Dismiss');
    expect(host.textContent).not.toContain('rating');
  });

  test('can be asked for again, with all choices, after one choice was made', async () => {
    const server = new FakeServer();
    await waitLong(server);
    await click('Call me back');
    server.append('session-1', makeHandoffEvent(3, 'handoff.callback', { stage: 'callback', holder: AI }));
    const again = { stage: 'queued' as const, handoff_id: 'handoff-2' };
    server.append(
      'session-1',
      makeHandoffEvent(4, 'handoff.delayed', { ...again, alternatives: ['wait', 'email'] }),
    );
    await settle();
    expect(button('E-mail me')).toBeDefined();
    expect(button('Go on with the assistant')).toBeUndefined();
  });

  test('who joins is named at the top and in the transcript', async () => {
    const server = new FakeServer();
    await wait(server);
    server.append(
      'session-1',
      makeHandoffEvent(2, 'handoff.accepted', { stage: 'active', holder: OPERATOR }),
    );
    await settle();
    expect(host.querySelector('h1')?.textContent).toBe('Dana Winter');
    expect(transcript().textContent).toContain('Dana Winter joined');
  });
});

test('a new conversation wants a second click', async () => {
  const server = new FakeServer();
  await show(server);
  await type('hello');
  await press('Enter');
  await click('More options');
  await click('New conversation');
  await click('Start new');
  expect(transcript().textContent).toContain('How can we help?');
  expect(document.activeElement).toBe(box());
});

test('a gap in the connection is told in one line', async () => {
  const server = new FakeServer();
  await show(server);
  await type('hello');
  await press('Enter');
  server.break();
  await settle();
  expect(host.textContent).toContain('Reconnecting…');
  server.mend();
  server.stir();
  await settle();
  expect(host.textContent).not.toContain('Reconnecting…');
});
