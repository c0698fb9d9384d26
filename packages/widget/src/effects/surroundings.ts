import type { FileRef } from '../state/file.ts';
import { ownStorage, sharedStorage } from './storage.ts';

/** A message that was written and not yet stored when the page went away. */
export interface Unsent {
  key: string;
  text: string;
  /** Absent: none. */
  files?: readonly FileRef[] | undefined;
  at: number;
}

/** What one tab keeps across a reload. `sessionKey` is the idempotency key under which its session is made. */
export interface UnsentRecord {
  sessionKey: string;
  sends: Unsent[];
}

/** All that the chat asks of the browser beside the network and timers. */
export interface Surroundings {
  now(): number;
  newKey(): string;
  online(): boolean;
  visible(): boolean;
  /** The conversation all tabs share. */
  readSession(): string | null;
  writeSession(id: string | null): void;
  readUnsent(): UnsentRecord | null;
  writeUnsent(record: UnsentRecord): void;
  readDraft(): string;
  writeDraft(text: string): void;
  /** Runs `task` while no other tab runs one. */
  exclusively<T>(task: () => Promise<T>): Promise<T>;
  /** Calls back on a change of `online`, of `visible`, and when another tab wrote the session. */
  subscribe(listener: (what: 'online' | 'visible' | 'session') => void): () => void;
}

/**
 * The browser's own. Where storage is denied it lasts as long as the page. `scope` tells conversations apart: the id of
 * the agent, in a page of another origin also the server and the customer.
 */
export function browserSurroundings(scope: string): Surroundings {
  const sessionName = `baton:session:${scope}`;
  const unsentName = `baton:unsent:${scope}`;
  const draftName = `baton:draft:${scope}`;
  const shared = sharedStorage();
  const own = ownStorage();
  return {
    now: () => Date.now(),
    newKey,
    online: () => navigator.onLine,
    visible: () => document.visibilityState === 'visible',
    readSession: () => shared.read(sessionName),
    writeSession: (id) => shared.write(sessionName, id),
    readUnsent: () => parseUnsent(own.read(unsentName)),
    writeUnsent: (record) => own.write(unsentName, record.sends.length === 0 ? null : JSON.stringify(record)),
    readDraft: () => own.read(draftName) ?? '',
    writeDraft: (text) => own.write(draftName, text === '' ? null : text),
    exclusively: (task) => ('locks' in navigator ? navigator.locks.request(sessionName, task) : task()),
    subscribe: (listener) => subscribe(sessionName, listener),
  };
}

/** Forgets a conversation and what was to be said in it. */
export function erase(around: Surroundings): void {
  around.writeSession(null);
  around.writeUnsent({ sessionKey: '', sends: [] });
  around.writeDraft('');
}

function subscribe(
  sessionName: string,
  listener: (what: 'online' | 'visible' | 'session') => void,
): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  window.addEventListener('online', () => listener('online'), { signal });
  window.addEventListener('offline', () => listener('online'), { signal });
  document.addEventListener('visibilitychange', () => listener('visible'), { signal });
  window.addEventListener(
    'storage',
    // A null key: the storage was cleared as a whole.
    ({ key }) => (key === sessionName || key === null) && listener('session'),
    { signal },
  );
  return () => stop.abort();
}

/** Not `randomUUID`: that exists only where the page came over TLS or from this machine. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function parseUnsent(text: string | null): UnsentRecord | null {
  try {
    const record = JSON.parse(text ?? 'null') as Partial<UnsentRecord> | null;
    if (typeof record?.sessionKey !== 'string' || !Array.isArray(record.sends)) return null;
    return { sessionKey: record.sessionKey, sends: record.sends.filter(isUnsent) };
  } catch {
    return null;
  }
}

function isUnsent(value: Partial<Unsent> | null): value is Unsent {
  return typeof value?.key === 'string' && typeof value.text === 'string' && typeof value.at === 'number';
}
