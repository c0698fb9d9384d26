import { afterEach, expect, test, vi } from 'vitest';
import { browserSurroundings } from './surroundings.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
});

test('keeps the conversation for all tabs, and per agent', () => {
  browserSurroundings('a').writeSession('session-1');
  expect(browserSurroundings('a').readSession()).toBe('session-1');
  expect(browserSurroundings('b').readSession()).toBeNull();
  browserSurroundings('a').writeSession(null);
  expect(browserSurroundings('a').readSession()).toBeNull();
});

test('keeps what was not sent and what was not finished, over a reload', () => {
  const record = { sessionKey: 'k', sends: [{ key: 'a', text: 'hello', at: 1 }] };
  browserSurroundings('a').writeUnsent(record);
  browserSurroundings('a').writeDraft('half');
  expect(browserSurroundings('a').readUnsent()).toEqual(record);
  expect(browserSurroundings('a').readDraft()).toBe('half');
  browserSurroundings('a').writeUnsent({ sessionKey: 'k', sends: [] });
  expect(browserSurroundings('a').readUnsent()).toBeNull();
});

test.each(['', '{', 'null', '7', '[]', '{"sessionKey":1,"sends":[]}', '{"sessionKey":"k"}'])(
  'takes damaged storage for empty: %j',
  (text) => {
    sessionStorage.setItem('baton:unsent:a', text);
    expect(browserSurroundings('a').readUnsent()).toBeNull();
  },
);

test('leaves out what is no message', () => {
  const sends = [null, {}, { key: 1, text: 'x', at: 1 }, { key: 'b', text: 'ok', at: 2 }];
  sessionStorage.setItem('baton:unsent:a', JSON.stringify({ sessionKey: 'k', sends }));
  expect(browserSurroundings('a').readUnsent()?.sends).toEqual([{ key: 'b', text: 'ok', at: 2 }]);
});

test('works where storage is denied, for as long as the page lasts', () => {
  vi.stubGlobal('localStorage', undefined);
  vi.stubGlobal('sessionStorage', undefined);
  const around = browserSurroundings('a');
  around.writeSession('session-1');
  around.writeDraft('half');
  expect(around.readSession()).toBe('session-1');
  expect(around.readDraft()).toBe('half');
});

test('hears of another tab, and of nobody once it is over', () => {
  const heard: string[] = [];
  const stop = browserSurroundings('a').subscribe((what) => heard.push(what));
  window.dispatchEvent(new StorageEvent('storage', { key: 'baton:session:a' }));
  window.dispatchEvent(new StorageEvent('storage', { key: 'baton:session:b' }));
  window.dispatchEvent(new Event('offline'));
  stop();
  window.dispatchEvent(new Event('online'));
  expect(heard).toEqual(['session', 'online']);
});

test('makes keys that do not repeat, also without a secure context', () => {
  const { newKey } = browserSurroundings('a');
  const keys = Array.from({ length: 100 }, () => newKey());
  expect(new Set(keys).size).toBe(100);
  expect(keys.every((key) => /^[0-9a-f]{32}$/.test(key))).toBe(true);
});
