import type { JsonObject, SessionEvent } from '@baton/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeServer } from '../testing/fake-server.ts';
import { FakeTab } from '../testing/fake-surroundings.ts';
import { makeMessage } from '../testing/make-event.ts';
import { ChatController } from './chat-controller.ts';

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

describe('an answer that is shown while it is written', () => {
  const growing = (text: string, ...chunks: (string | null)[]): SessionEvent => {
    const event = makeMessage(1, 'ai_agent', text);
    return { ...event, data: { ...(event.data as JsonObject), chunks } };
  };

  test('grows in its place until it is complete, over a broken connection too', async () => {
    const server = new FakeServer();
    const chat = open(server);
    chat.send('hello');
    await settle();
    server.append('session-1', growing('One.', 'One.'));
    await settle();
    expect(texts(chat)).toEqual(['hello', 'One.']);
    server.rewrite('session-1', growing('One. Two.', 'One.', ' Two.'));
    await settle();
    expect(texts(chat)).toEqual(['hello', 'One. Two.']);
    server.break();
    await settle();
    server.mend();
    server.rewrite('session-1', growing('One. Two. Three.', 'One.', ' Two.', ' Three.', null));
    await vi.advanceTimersByTimeAsync(5000);
    expect(texts(chat)).toEqual(['hello', 'One. Two. Three.']);
    const asked = server.calls.filter((call) => call.startsWith('followMessage')).length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.calls.filter((call) => call.startsWith('followMessage'))).toHaveLength(asked);
  });

  test('grows on after a reload in the middle of it', async () => {
    const server = new FakeServer();
    const tab = new FakeTab();
    const first = open(server, tab);
    first.send('hello');
    await settle();
    server.append('session-1', growing('One.', 'One.'));
    await settle();
    first.stop();
    const second = open(server, tab);
    await settle();
    server.rewrite('session-1', growing('One. Two.', 'One.', ' Two.', null));
    await settle();
    expect(texts(second)).toEqual(['hello', 'One. Two.']);
  });
});
