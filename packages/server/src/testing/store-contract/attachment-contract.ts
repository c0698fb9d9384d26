import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newEvent } from '../../core/log/new-event.ts';
import type { NewEvent } from '../../core/log/new-event.ts';
import type { AttachmentRecords, NewAttachment } from '../../ports/attachment-records.ts';
import type { SessionStore } from '../../ports/session-store.ts';
import { TRACE, makeSession } from '../make.ts';

/** What is known of attachments, under test, empty at first. */
export interface AttachmentFixture extends AsyncDisposable {
  readonly attachmentRecords: AttachmentRecords;
  readonly sessions: SessionStore;
}

const ROOM = { files: 3, bytes: 100 };
const FACTS = { size: 7, digest: 'digest' };

function makeAttachment(id: string, over: Partial<NewAttachment> = {}): NewAttachment {
  return {
    id,
    sessionId: 's',
    name: 'ü.pdf',
    type: 'application/pdf',
    size: 9,
    by: 'customer',
    at: 5,
    ...over,
  };
}

function naming(...attachments: string[]): NewEvent {
  return { ...newEvent('message', 'human_agent', TRACE, { message: 'x' }), attachments };
}

/** What every store of attachments' records promises. */
export function attachmentContract(database: string, open: () => Promise<AttachmentFixture>): void {
  describe(`attachment records on ${database}`, () => {
    let fixture: AttachmentFixture;
    let records: AttachmentRecords;
    beforeAll(async () => {
      fixture = await open();
      records = fixture.attachmentRecords;
    });
    afterAll(() => fixture[Symbol.asyncDispose]());
    beforeEach(async () => {
      await fixture.sessions.deleteSessions(['s', 'other']);
      await records.forget(await records.listRemoved(100));
      for (const id of ['s', 'other']) await fixture.sessions.createSession(makeSession(id));
    });

    const arrived = async (id: string, over: Partial<NewAttachment> = {}): Promise<void> => {
      expect(await records.begin(makeAttachment(id, over), ROOM)).toBe('begun');
      expect(await records.finish(id, FACTS)).toBe(true);
    };

    test('one that has arrived is read in its session alone', async () => {
      await arrived('a');
      expect(await records.read('s', 'a')).toEqual({
        id: 'a',
        sessionId: 's',
        name: 'ü.pdf',
        type: 'application/pdf',
        by: 'customer',
        at: 5,
        state: 'stored',
        ...FACTS,
      });
      expect(await records.read('other', 'a')).toBeNull();
      expect(await records.finish('a', FACTS)).toBe(false);
    });

    test('room is set aside when it begins, and free again when it is discarded', async () => {
      expect(await records.begin(makeAttachment('a', { sessionId: 'none' }), ROOM)).toBe('no-session');
      expect(await records.begin(makeAttachment('a', { size: 101 }), ROOM)).toBe('full');
      const begun = await Promise.all(
        ['a', 'b', 'c', 'd', 'e'].map((id) => records.begin(makeAttachment(id), ROOM)),
      );
      expect(begun.toSorted()).toEqual(['begun', 'begun', 'begun', 'full', 'full']);
      const first = ['a', 'b', 'c', 'd', 'e'].find((_id, index) => begun[index] === 'begun') ?? '';
      await records.discard(first);
      expect(await records.listRemoved(9)).toEqual([first]);
      expect(await records.begin(makeAttachment('f'), ROOM)).toBe('begun');
    });

    test('a key is used once a session', async () => {
      const idempotency = { key: 'k', fingerprint: 'f' };
      await arrived('a', { idempotency });
      expect(await records.begin(makeAttachment('b', { idempotency }), ROOM)).toBe('repeated');
      expect(await records.readRepeated('s', 'k')).toMatchObject({ record: { id: 'a' }, fingerprint: 'f' });
      expect(await records.readRepeated('other', 'k')).toBeNull();
      await arrived('c', { idempotency, sessionId: 'other' });
    });

    test('a message names it in the write that stores it, or is not stored itself', async () => {
      await arrived('a');
      await fixture.sessions.commit({ sessionId: 's', events: [naming('a')] });
      expect(await records.read('s', 'a')).toMatchObject({ state: 'sent', by: 'company' });
      await expect(fixture.sessions.commit({ sessionId: 's', events: [naming('a', 'b')] })).rejects.toThrow(
        'not there any more',
      );
      await expect(fixture.sessions.commit({ sessionId: 'other', events: [naming('a')] })).rejects.toThrow(
        'not there any more',
      );
      expect(await fixture.sessions.readSession('s')).toMatchObject({ nextOffset: 1 });
    });

    test('it goes with its message, with its session, unsent after a time, and on the way with the process', async () => {
      await arrived('sent');
      await arrived('unsent');
      await records.begin(makeAttachment('late'), ROOM);
      await arrived('elsewhere', { sessionId: 'other' });
      await fixture.sessions.commit({ sessionId: 's', events: [naming('sent')] });
      await records.abandon(Number.MAX_SAFE_INTEGER);
      expect(await records.listRemoved(9)).toEqual(['late']);
      await records.expire(5);
      expect(await records.read('s', 'unsent')).toMatchObject({ state: 'stored' });
      await fixture.sessions.commit({ sessionId: 's', events: [], deleteFrom: 0 });
      await fixture.sessions.deleteSessions(['other']);
      await records.expire(6);
      expect((await records.listRemoved(9)).toSorted()).toEqual(['elsewhere', 'late', 'sent', 'unsent']);
      expect(await records.read('s', 'sent')).toBeNull();
      await records.forget(['sent', 'late', 'unsent', 'elsewhere']);
      expect(await records.listRemoved(9)).toEqual([]);
    });
  });
}
