import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ActionRun, AssistStore, SuggestionRecord } from '../../ports/assist-store.ts';
import type { SessionStore } from '../../ports/session-store.ts';
import { makeSession } from '../make.ts';

/** What is measured of help, under test, empty at first. */
export interface AssistFixture extends AsyncDisposable {
  readonly assist: AssistStore;
  readonly sessions: SessionStore;
}

function suggestion(over: Partial<SuggestionRecord> = {}): SuggestionRecord {
  return {
    id: 'one',
    sessionId: 's',
    handoffId: 'h',
    offset: 3,
    operatorId: 'mia',
    at: 5,
    by: 'engine',
    shown: true,
    digest: 'digest',
    ...over,
  };
}

const RUN: ActionRun = {
  sessionId: 's',
  key: 'k',
  fingerprint: 'f',
  operatorId: 'mia',
  toolId: 'built-in:refund',
  at: 5,
};

/** What every store of suggestions and actions promises. */
export function assistContract(database: string, open: () => Promise<AssistFixture>): void {
  describe(`assist store on ${database}`, () => {
    let fixture: AssistFixture;
    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(() => fixture[Symbol.asyncDispose]());
    beforeEach(async () => {
      await fixture.sessions.deleteSessions(['s']);
      await fixture.sessions.createSession(makeSession('s'));
    });

    test('a suggestion is what it was when it was shown, and what was made of it', async () => {
      const { assist } = fixture;
      await assist.putSuggestion(suggestion());
      await assist.putSuggestion(suggestion({ id: 'two', at: 6, shown: false }));
      await assist.putSuggestion(suggestion({ id: 'other', handoffId: 'g' }));
      await assist.useSuggestion('one', 'h', 'digest');
      await assist.useSuggestion('two', 'h', 'another');
      await assist.useSuggestion('other', 'h', 'digest');
      expect(await assist.listSuggestions('h')).toEqual([
        { ...suggestion(), used: 'sent' },
        { ...suggestion({ id: 'two', at: 6, shown: false }), used: 'edited' },
      ]);
      expect(await assist.listSuggestions('g')).toMatchObject([{ used: 'none' }]);
    });

    test('one that has grown keeps that it was seen and used; its first use counts', async () => {
      const { assist } = fixture;
      await assist.putSuggestion(suggestion({ digest: '', by: 'model' }));
      await assist.useSuggestion('one', 'h', 'digest');
      await assist.putSuggestion(suggestion({ shown: false, at: 9 }));
      await assist.useSuggestion('one', 'h', 'digest');
      expect(await assist.listSuggestions('h')).toEqual([{ ...suggestion(), used: 'edited' }]);
    });

    test('an action is begun once for its key', async () => {
      const { assist } = fixture;
      const [first, second] = await Promise.all([
        assist.beginAction(RUN),
        assist.beginAction({ ...RUN, fingerprint: 'g' }),
      ]);
      expect([first, second].filter((earlier) => earlier === null)).toHaveLength(1);
      expect(await assist.beginAction(RUN)).toEqual(first ?? second);
      expect(await assist.beginAction({ ...RUN, key: 'l' })).toBeNull();
    });

    test('all of it goes with its session, and comes to no other', async () => {
      const { assist, sessions } = fixture;
      await assist.putSuggestion(suggestion());
      await assist.beginAction(RUN);
      await sessions.deleteSessions(['s']);
      await assist.putSuggestion(suggestion({ id: 'late' }));
      await assist.useSuggestion('late', 'h', 'digest');
      expect(await assist.beginAction({ ...RUN, key: 'late' })).toBeNull();
      await sessions.createSession(makeSession('s'));
      expect(await assist.listSuggestions('h')).toEqual([]);
      expect(await assist.beginAction(RUN)).toBeNull();
      expect(await assist.beginAction({ ...RUN, key: 'late' })).toBeNull();
    });
  });
}
