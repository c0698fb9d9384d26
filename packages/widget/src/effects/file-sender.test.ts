import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeServer, networkFailure, refusal } from '../testing/fake-server.ts';
import { FakeTab } from '../testing/fake-surroundings.ts';
import { loadExtras } from '../load-extras.ts';
import { ChatController } from './chat-controller.ts';

beforeAll(loadExtras);

const LIMIT = 100;
let chat: ChatController;
let server: FakeServer;
let tab: FakeTab;

function start(): void {
  chat = new ChatController(
    server,
    tab,
    { id: 'agent', name: 'Ava' },
    () => server,
    () => server,
  );
  chat.start();
}

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  tab = new FakeTab();
  start();
});

afterEach(() => {
  chat.stop();
  vi.useRealTimers();
});

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(50);
}

function file(name: string, size = 10): File {
  return new File(['x'.repeat(size)], name, { type: 'text/plain' });
}

async function add(...files: File[]): Promise<void> {
  chat.more.files.add(files, LIMIT);
  await settle();
}

function refusals(): (string | null)[] {
  return chat.state.uploads.map((upload) => upload.refusal);
}

describe('files to send', () => {
  test('are stored at once, in a session made for them, and go with the next message', async () => {
    await add(file('a.txt'), file('b.txt'));
    expect(chat.state.uploads.map((upload) => upload.file?.id)).toEqual(['file-a.txt', 'file-b.txt']);
    chat.send('here they are');
    await settle();
    expect(chat.state.uploads).toEqual([]);
    expect(server.calls.filter((call) => call.startsWith('message'))).toEqual(['message here they are']);
    expect(server.sentFiles).toEqual([['file-a.txt', 'file-b.txt']]);
    chat.send('and no more');
    await settle();
    expect(server.sentFiles).toEqual([['file-a.txt', 'file-b.txt']]);
  });

  test('may go without a word', async () => {
    chat.send('');
    await add(file('a.txt'));
    chat.send('  ');
    await settle();
    expect(server.sentFiles).toEqual([['file-a.txt']]);
  });

  test('that are too large are not sent over the network at all', async () => {
    await add(file('large.txt', LIMIT + 1), file('small.txt'));
    expect(refusals()).toEqual(['too-large', null]);
    expect(server.calls.filter((call) => call.startsWith('upload'))).toEqual(['upload small.txt']);
  });

  test.each([
    [413, 'too-large'],
    [415, 'unsupported'],
    [422, 'unsupported'],
    [500, 'failed'],
    [null, 'failed'],
  ] as const)('refused with %s: %s is said, and the message goes without it', async (status, said) => {
    server.fault = (call) => {
      if (call === 'upload a.txt') throw status === null ? networkFailure() : refusal(status);
    };
    await add(file('a.txt'), file('b.txt'));
    expect(refusals()).toEqual([said, null]);
    chat.send('hello');
    await settle();
    expect(server.sentFiles).toEqual([['file-b.txt']]);
    // What did not go stays in sight until it is put away.
    expect(refusals()).toEqual([said]);
    chat.more.files.remove(chat.state.uploads[0]!.key);
    expect(chat.state.uploads).toEqual([]);
  });

  test('are ten at a time at most', async () => {
    await add(...Array.from({ length: 13 }, (_each, index) => file(`${index}.txt`)));
    expect(refusals()).toEqual([...Array.from({ length: 10 }, () => null), 'full']);
  });

  test('put away while they are on their way are not sent', async () => {
    chat.more.files.add([file('a.txt'), file('b.txt')], LIMIT);
    chat.more.files.remove(chat.state.uploads[1]!.key);
    await settle();
    chat.send('hello');
    await settle();
    expect(server.calls).not.toContain('upload b.txt');
    expect(server.sentFiles).toEqual([['file-a.txt']]);
  });

  test('that a message waits to be sent with outlive a reload', async () => {
    await add(file('a.txt'));
    server.break();
    chat.send('hello');
    await settle();
    chat.stop();
    server.mend();
    start();
    await settle();
    expect(server.sentFiles).toEqual([['file-a.txt']]);
  });

  test('of a conversation that is gone are not named in the next', async () => {
    await add(file('a.txt'));
    chat.send('hello');
    await settle();
    await add(file('b.txt'));
    server.delete('session-1');
    chat.send('again');
    await settle();
    expect(server.texts('session-1')).toEqual(['again']);
    expect(server.sentFiles).toEqual([['file-a.txt'], ['file-b.txt']]);
  });
});
