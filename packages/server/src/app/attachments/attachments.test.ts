import { buffer } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LibraryFileIdentifier } from '../../adapters/attachments/library-file-identifier.ts';
import type { Attachment } from '@baton/protocol';
import type { AttachmentStore, GetOutcome, PutOutcome } from '../../ports/attachment-store.ts';
import { KeptLog } from '../../testing/kept-log.ts';
import { makeSession } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { newEvent } from '../../core/log/new-event.ts';
import { Attachments } from './attachments.ts';
import type { UploadOutcome } from './upload.ts';

const HOUR = 3600;

/** Keeps bytes in memory, and can be out of reach. */
class MemoryStore implements AttachmentStore {
  readonly files = new Map<string, Buffer>();
  reachable = true;

  async put(id: string, _type: string, bytes: AsyncIterable<Uint8Array>): Promise<PutOutcome> {
    try {
      const whole = await buffer(bytes);
      if (!this.reachable) return { type: 'failed', cause: new Error('out of reach') };
      this.files.set(id, whole);
      return { type: 'stored', size: whole.length, digest: whole.toString('base64url') };
    } catch (cause) {
      return { type: 'failed', cause };
    }
  }

  async get(id: string): Promise<GetOutcome> {
    const bytes = this.files.get(id);
    if (bytes === undefined) return { type: 'missing' };
    return {
      type: 'found',
      bytes: (async function* () {
        yield bytes;
      })(),
    };
  }

  async remove(id: string): Promise<boolean> {
    if (this.reachable) this.files.delete(id);
    return this.reachable;
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

interface Fixture {
  readonly memory: MemoryFixture;
  readonly store: MemoryStore;
  readonly attachments: Attachments;
}

async function start(from?: Pick<Fixture, 'memory' | 'store'>): Promise<Fixture> {
  const memory = from?.memory ?? openMemory();
  const store = from?.store ?? new MemoryStore();
  const attachments = new Attachments({
    store,
    records: memory.attachmentRecords,
    identifier: new LibraryFileIdentifier(),
    clock: memory.clock,
    log: new KeptLog(),
    limit: 1000,
    types: ['text/plain', 'image/png'],
  });
  if (from === undefined) await memory.sessions.createSession(makeSession('s'));
  await attachments.lead();
  onTestFinished(() => attachments[Symbol.asyncDispose]());
  return { memory, store, attachments };
}

function upload({ attachments }: Fixture, text = 'hello', name = 'a.txt'): Promise<UploadOutcome> {
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  return attachments.upload({
    sessionId: 's',
    name,
    by: 'customer',
    bytes,
    length: text.length,
    idempotency: undefined,
  });
}

async function stored(fixture: Fixture): Promise<Attachment> {
  const outcome = await upload(fixture);
  if (outcome.type === 'stored') return outcome.attachment;
  throw new Error(outcome.type);
}

/** A message of the customer names it. */
async function sent({ memory }: Fixture, id: string): Promise<void> {
  const event = { ...newEvent('message', 'customer', 't'.repeat(32), { message: 'x' }), attachments: [id] };
  await memory.sessions.commit({ sessionId: 's', events: [event] });
}

describe('files of sessions', () => {
  test('that no message names within a day are removed, the others are kept', async () => {
    const fixture = await start();
    const [unsent, named] = [await stored(fixture), await stored(fixture)];
    await sent(fixture, named.id);
    const settled = (): Promise<void> => fixture.attachments.settled();
    await fixture.memory.clock.advance(23 * HOUR, settled);
    expect(fixture.store.files.size).toBe(2);
    await fixture.memory.clock.advance(2 * HOUR, settled);
    expect([...fixture.store.files.keys()]).toEqual([named.id]);
    expect(await fixture.attachments.find('s', unsent.id, 'company')).toBeNull();
  });

  test('go with their session, also when they cannot be reached at first', async () => {
    const fixture = await start();
    await sent(fixture, (await stored(fixture)).id);
    await stored(fixture);
    fixture.store.reachable = false;
    await fixture.memory.sessions.deleteSessions(['s']);
    fixture.attachments.clearAway();
    await fixture.attachments.settled();
    expect(fixture.store.files.size).toBe(2);
    fixture.store.reachable = true;
    const { store } = await start(fixture).then(async (again) => {
      await again.attachments.settled();
      return again;
    });
    expect(store.files.size).toBe(0);
    expect(await fixture.memory.attachmentRecords.listRemoved(10)).toEqual([]);
  });

  test('that were on the way when the process ended are gone', async () => {
    const fixture = await start();
    const id = 'f'.repeat(32);
    await fixture.memory.attachmentRecords.begin(
      { id, sessionId: 's', name: 'a', type: 'text/plain', size: 1, by: 'customer', at: 0 },
      { files: 9, bytes: 9 },
    );
    fixture.store.files.set(id, Buffer.from('x'));
    const again = await start(fixture);
    await again.attachments.settled();
    expect(again.store.files.size).toBe(0);
  });

  test('cannot be named by a message once they are gone: the message is not stored either', async () => {
    const fixture = await start();
    await expect(sent(fixture, 'e'.repeat(32))).rejects.toThrow('not there any more');
    const session = await fixture.memory.sessions.readSession('s');
    expect(session?.nextOffset).toBe(0);
  });

  test('that the store cannot take leave nothing, and their room is free again', async () => {
    const fixture = await start();
    fixture.store.reachable = false;
    expect(await upload(fixture)).toEqual({ type: 'failed' });
    fixture.store.reachable = true;
    expect((await upload(fixture)).type).toBe('stored');
  });

  test.each([
    ['BMW invoice and other things', 'text/plain', 'a.txt'],
    ['name;price\nä;1\n', 'unsupported', 'a.csv'],
    ['Grüße, 你好, שלום', 'text/plain', 'a.txt'],
    ['{"a":1}', 'text/plain', 'data.json'],
    ['x < y and y > z', 'text/plain', 'math.txt'],
  ])('are told by what is in them: %j', async (text, type, name) => {
    const outcome = await upload(await start(), text, name);
    expect(outcome.type === 'stored' ? outcome.attachment.type : outcome.type).toBe(type);
  });
});
