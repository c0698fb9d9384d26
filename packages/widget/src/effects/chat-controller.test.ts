import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeBrowser, FakeTab } from '../testing/fake-surroundings.ts';
import { FakeServer, networkFailure, refusal } from '../testing/fake-server.ts';
import { AI, makeHandoffEvent, makeMessage, makeStatus, OPERATOR } from '../testing/make-event.ts';
import { loadExtras } from '../load-extras.ts';
import { ChatController } from './chat-controller.ts';

beforeAll(loadExtras);

const opened: ChatController[] = [];

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  for (const chat of opened.splice(0)) chat.stop();
  vi.useRealTimers();
});

function open(server: FakeServer, tab: FakeTab = new FakeTab()): ChatController {
  const chat = new ChatController(
    server,
    tab,
    { id: 'agent', name: 'Ava' },
    () => server,
    () => server,
  );
  opened.push(chat);
  chat.start();
  return chat;
}

/** Lets everything happen that waits for nothing but its turn. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
  await vi.advanceTimersByTimeAsync(0);
}

function texts(chat: ChatController): string[] {
  return chat.state.entries.flatMap((entry) => (entry.kind === 'message' ? entry.text : []));
}

function pending(chat: ChatController): [string, string][] {
  return chat.state.outbox.map((send) => [send.text, send.status]);
}

async function waiting(server: FakeServer, chat: ChatController): Promise<void> {
  chat.send('hello');
  await settle();
  server.append('session-1', makeHandoffEvent(1, 'handoff.requested', { stage: 'requested' }));
  server.append(
    'session-1',
    makeHandoffEvent(2, 'handoff.delayed', {
      stage: 'queued',
      alternatives: ['wait', 'callback', 'email', 'ai'],
    }),
  );
  await settle();
}

describe('the conversation', () => {
  test('is made with the first message, not before', async () => {
    const server = new FakeServer();
    const tab = new FakeTab();
    const chat = open(server, tab);
    chat.typed('hel');
    await settle();
    expect(server.calls).toEqual([]);
    chat.send('hello');
    await settle();
    expect(server.texts('session-1')).toEqual(['hello']);
    expect(tab.readSession()).toBe('session-1');
    expect(texts(chat)).toEqual(['hello']);
    expect(pending(chat)).toEqual([]);
  });

  test('is made once when the answer is lost and it is asked for again', async () => {
    const server = new FakeServer();
    const chat = open(server);
    server.fault = (call, moment) => {
      if (call === 'createSession' && moment === 'after') throw networkFailure();
    };
    chat.send('hello');
    await settle();
    expect(pending(chat)).toEqual([['hello', 'failed']]);
    server.fault = () => undefined;
    chat.retry(chat.state.outbox[0]!.key);
    await settle();
    expect([...server.logs.keys()]).toEqual(['session-1']);
    expect(server.texts('session-1')).toEqual(['hello']);
  });

  test('is the same after a reload, with its history', async () => {
    const server = new FakeServer();
    const tab = new FakeTab();
    open(server, tab).send('hello');
    await settle();
    server.append('session-1', makeMessage(1, 'ai_agent', 'hi'));
    const again = open(server, tab);
    expect(again.state.phase).toBe('restoring');
    await settle();
    expect(texts(again)).toEqual(['hello', 'hi']);
    expect(again.state).toMatchObject({ phase: 'ready', historyEnd: 2, connection: 'open' });
    expect(server.logs.size).toBe(1);
  });

  test('is the same in a second tab, also one that was open before it began', async () => {
    const server = new FakeServer();
    const browser = new FakeBrowser();
    const [one, two] = [open(server, new FakeTab(browser, 'one')), open(server, new FakeTab(browser, 'two'))];
    one.send('from one');
    await settle();
    two.send('from two');
    await settle();
    expect(server.texts('session-1')).toEqual(['from one', 'from two']);
    expect(texts(one)).toEqual(['from one', 'from two']);
    expect(texts(two)).toEqual(['from one', 'from two']);
  });

  test('is one although two tabs begin it at the same moment', async () => {
    const server = new FakeServer();
    const browser = new FakeBrowser();
    const [one, two] = [open(server, new FakeTab(browser, 'one')), open(server, new FakeTab(browser, 'two'))];
    one.send('from one');
    two.send('from two');
    await settle();
    expect(server.logs.size).toBe(1);
    expect(texts(one).toSorted()).toEqual(['from one', 'from two']);
    expect(texts(two)).toEqual(texts(one));
  });

  test('starts anew with a notice when it was deleted, and takes along what was not sent', async () => {
    const server = new FakeServer();
    const chat = open(server);
    chat.send('hello');
    await settle();
    server.delete('session-1');
    await settle();
    expect(chat.state).toMatchObject({ sessionId: null, entries: [], problem: 'conversation-gone' });
    chat.send('still here');
    await settle();
    expect(server.texts('session-1')).toEqual(['still here']);
    expect(texts(chat)).toEqual(['still here']);
  });

  test('is said to be gone in every tab, whichever finds out first', async () => {
    const server = new FakeServer();
    const browser = new FakeBrowser();
    const [one, two] = [open(server, new FakeTab(browser, 'one')), open(server, new FakeTab(browser, 'two'))];
    one.send('hello');
    await settle();
    server.delete('session-1');
    await settle();
    expect([one.state.problem, two.state.problem]).toEqual(['conversation-gone', 'conversation-gone']);
    expect([one.state.sessionId, two.state.sessionId]).toEqual([null, null]);
  });

  test('starts anew when it was deleted while nobody looked', async () => {
    const server = new FakeServer();
    const tab = new FakeTab();
    tab.writeSession('long-gone');
    const chat = open(server, tab);
    await settle();
    expect(chat.state).toMatchObject({ phase: 'ready', sessionId: null, problem: 'conversation-gone' });
    expect(tab.readSession()).toBeNull();
  });

  test('is left in all tabs by a new one, but not while a message is on its way', async () => {
    const server = new FakeServer();
    const browser = new FakeBrowser();
    const [one, two] = [open(server, new FakeTab(browser, 'one')), open(server, new FakeTab(browser, 'two'))];
    one.send('hello');
    await settle();
    server.fault = () => {
      throw networkFailure();
    };
    two.send('late');
    await settle();
    expect(two.canLeave).toBe(false);
    one.startNew();
    await settle();
    expect(one.state).toMatchObject({ sessionId: null, entries: [], problem: null });
    expect(two.state.sessionId).toBe('session-1');
    server.fault = () => undefined;
    two.retry(two.state.outbox[0]!.key);
    await settle();
    expect(server.texts('session-1')).toEqual(['hello', 'late']);
    expect(two.state.sessionId).toBeNull();
  });

  test('is not made again and again where the server lets nobody read it', async () => {
    const server = new FakeServer();
    server.fault = (call) => {
      if (call === 'message hello') throw refusal(403);
    };
    const chat = open(server);
    chat.send('hello');
    await settle();
    expect(server.logs.size).toBe(1);
    expect(pending(chat)).toEqual([['hello', 'refused']]);
  });
});

describe('messages', () => {
  test('H1.3 are sent again under the same key when the answer was lost', async () => {
    const server = new FakeServer();
    const chat = open(server);
    chat.send('one');
    await settle();
    server.fault = (call, moment) => {
      if (call === 'message two' && moment === 'after') throw networkFailure();
    };
    chat.send('two');
    chat.send('three');
    await settle();
    server.fault = () => undefined;
    chat.retry('');
    await settle();
    expect(server.texts('session-1')).toEqual(['one', 'two', 'three']);
    expect(texts(chat)).toEqual(['one', 'two', 'three']);
    expect(pending(chat)).toEqual([]);
  });

  test('wait while there is no network, and go in order when it is back', async () => {
    const server = new FakeServer();
    const tab = new FakeTab();
    const chat = open(server, tab);
    chat.send('one');
    await settle();
    tab.setOnline(false);
    server.break();
    chat.send('two');
    chat.send('three');
    await settle();
    expect(pending(chat)).toEqual([
      ['two', 'queued'],
      ['three', 'queued'],
    ]);
    expect(chat.state.connection).toBe('lost');
    server.mend();
    tab.setOnline(true);
    await settle();
    expect(server.texts('session-1')).toEqual(['one', 'two', 'three']);
    expect(texts(chat)).toEqual(['one', 'two', 'three']);
  });

  test('that failed go by themselves once the server is heard of again', async () => {
    const server = new FakeServer();
    const chat = open(server);
    chat.send('one');
    await settle();
    server.break();
    chat.send('two');
    await settle();
    expect(pending(chat)).toEqual([['two', 'failed']]);
    server.mend();
    server.stir();
    await settle();
    expect(texts(chat)).toEqual(['one', 'two']);
  });

  test('survive a reload before they were sent', async () => {
    const server = new FakeServer();
    const tab = new FakeTab();
    server.break();
    open(server, tab).send('hello');
    await settle();
    server.mend();
    const again = open(server, tab);
    await settle();
    expect(texts(again)).toEqual(['hello']);
    expect(server.texts('session-1')).toEqual(['hello']);
    expect(tab.unsent?.sends).toEqual([]);
  });

  test.each([
    [413, 'too-large'],
    [422, 'other'],
  ] as const)('that are refused with %i say so and hold up nobody', async (status, reason) => {
    const server = new FakeServer();
    const chat = open(server);
    server.fault = (call) => {
      if (call === 'message long') throw refusal(status);
    };
    chat.send('long');
    chat.send('short');
    await settle();
    expect(texts(chat)).toEqual(['short']);
    expect(chat.state.outbox).toMatchObject([{ text: 'long', status: 'refused', refusal: reason }]);
    chat.remove(chat.state.outbox[0]!.key);
    expect(chat.state.outbox).toEqual([]);
  });

  test.each([429, 500, 503])('that meet %i keep their place', async (status) => {
    const server = new FakeServer();
    const chat = open(server);
    server.fault = (call) => {
      if (call === 'message a') throw refusal(status);
    };
    chat.send('a');
    chat.send('b');
    await settle();
    expect(pending(chat)).toEqual([
      ['a', 'failed'],
      ['b', 'queued'],
    ]);
    server.fault = () => undefined;
    chat.retry('');
    await settle();
    expect(texts(chat)).toEqual(['a', 'b']);
  });
});

describe('the connection', () => {
  test('is made anew after a long sleep, from where it was', async () => {
    const server = new FakeServer();
    const tab = new FakeTab();
    const chat = open(server, tab);
    chat.send('hello');
    await settle();
    tab.setVisible(false);
    await vi.advanceTimersByTimeAsync(60_000);
    tab.setVisible(true);
    await settle();
    expect(server.calls.filter((call) => call.startsWith('follow'))).toEqual(['follow 0', 'follow 1']);
    expect(texts(chat)).toEqual(['hello']);
  });

  test('is waited for when history cannot be read at first', async () => {
    const server = new FakeServer();
    const tab = new FakeTab();
    open(server, tab).send('hello');
    await settle();
    server.break();
    const again = open(server, tab);
    await settle();
    expect(again.state).toMatchObject({ phase: 'restoring', connection: 'lost' });
    server.mend();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(again.state).toMatchObject({ phase: 'ready', connection: 'open' });
    expect(texts(again)).toEqual(['hello']);
  });
});

describe('typing', () => {
  test('of the AI that nothing ends is over after a while', async () => {
    const server = new FakeServer();
    const chat = open(server);
    chat.send('hello');
    await settle();
    server.append('session-1', makeStatus(1, 'ai_agent', 'processing'));
    await settle();
    expect(chat.state.typing?.who).toBe('ai');
    await vi.advanceTimersByTimeAsync(90_000);
    expect(chat.state.typing).toBeNull();
  });

  test('of the customer is told at once, now and then, and when he stops', async () => {
    const server = new FakeServer();
    const chat = open(server);
    chat.send('hello');
    await settle();
    for (let i = 0; i < 12; i++) {
      chat.typed('x'.repeat(i + 1));
      await vi.advanceTimersByTimeAsync(500);
    }
    const told = (): string[] => server.calls.filter((call) => call.startsWith('status'));
    expect(told()).toEqual(['status typing', 'status typing']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told().at(-1)).toBe('status ready');
    chat.typed('y');
    chat.send('y');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told().at(-1)).toBe('status typing');
  });
});

describe('a person', () => {
  test('can be asked for, even before anything was said', async () => {
    const server = new FakeServer();
    const chat = open(server);
    await expect(chat.more.choices.ask()).resolves.toBe(true);
    expect(server.calls).toContain('requestHandoff');
    expect(chat.state).toMatchObject({ busy: null, handoff: null });
    server.append('session-1', makeHandoffEvent(0, 'handoff.requested', { stage: 'requested' }));
    await settle();
    expect(chat.state.handoff?.phase).toBe('waiting');
  });

  test('H4.7 cannot be asked for without end', async () => {
    const server = new FakeServer();
    const chat = open(server);
    server.fault = (call) => {
      if (call === 'requestHandoff') throw refusal(429, 'rate-limited');
    };
    await expect(chat.more.choices.ask()).resolves.toBe(false);
    expect(chat.state.problem).toBe('too-often');
    chat.dismissProblem();
    expect(chat.state.problem).toBeNull();
  });

  test('is waited for with a place that is kept up to date, while somebody looks', async () => {
    const server = new FakeServer();
    const tab = new FakeTab();
    const chat = open(server, tab);
    server.position = 3;
    await waiting(server, chat);
    expect(chat.state.handoff).toMatchObject({ phase: 'waiting', position: 3 });
    server.position = 1;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(chat.state.handoff).toMatchObject({ position: 1 });
    const asked = server.calls.length;
    tab.setVisible(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.calls).toHaveLength(asked);
    server.append(
      'session-1',
      makeHandoffEvent(3, 'handoff.accepted', { stage: 'active', holder: OPERATOR }),
    );
    await settle();
    tab.setVisible(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.calls.filter((call) => call === 'readOpenHandoff')).toHaveLength(2);
    expect(chat.state.handoff).toMatchObject({ phase: 'active', person: 'Dana Winter' });
  });

  test('H7.1 need not be waited for', async () => {
    const server = new FakeServer();
    const chat = open(server);
    await waiting(server, chat);
    await chat.more.choices.callBack('030 123456', new Date('2026-03-02T12:00:00Z'));
    await chat.more.choices.email('a@example.com');
    await chat.more.choices.goOnWithAi();
    expect(server.calls.filter((call) => call.includes('handoff-1'))).toEqual([
      'callback handoff-1 030 123456 2026-03-02T12:00:00.000Z',
      'email handoff-1 a@example.com undefined',
      'withdraw handoff-1',
    ]);
    chat.more.choices.keepWaiting();
    expect(chat.state.keptWaiting).toBe('handoff-1');
  });

  test('who came in the same moment makes a choice void, which is said', async () => {
    const server = new FakeServer();
    const chat = open(server);
    await waiting(server, chat);
    server.fault = (call) => {
      if (call.startsWith('withdraw')) throw refusal(409, 'wrong-stage');
    };
    await expect(chat.more.choices.goOnWithAi()).resolves.toBe(false);
    expect(chat.state.problem).toBe('moved-on');
  });

  test('is not kept waiting for a conversation that was left', async () => {
    const server = new FakeServer();
    const chat = open(server);
    await waiting(server, chat);
    chat.startNew();
    await settle();
    expect(server.calls).toContain('withdraw handoff-1');
    expect(chat.state).toMatchObject({ sessionId: null, handoff: null });
  });

  test('gone, the AI is there again', async () => {
    const server = new FakeServer();
    const chat = open(server);
    await waiting(server, chat);
    server.append('session-1', makeHandoffEvent(3, 'handoff.withdrawn', { stage: 'withdrawn', holder: AI }));
    await settle();
    expect(chat.state.handoff).toBeNull();
  });
});
