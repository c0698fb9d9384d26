import { beforeEach, expect, test } from 'vitest';
import type { ActionRun, SuggestionRecord } from '../../ports/assist-store.ts';
import { makeSession } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';

let stores: MemoryFixture;
beforeEach(async () => {
  stores = openMemory();
  await stores.sessions.createSession(makeSession('s'));
});

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

test('a suggestion is what it was when it was shown, and what was made of it', async () => {
  const { assist } = stores;
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
  const { assist } = stores;
  await assist.putSuggestion(suggestion({ digest: '', by: 'model' }));
  await assist.useSuggestion('one', 'h', 'digest');
  await assist.putSuggestion(suggestion({ shown: false, at: 9 }));
  await assist.useSuggestion('one', 'h', 'digest');
  expect(await assist.listSuggestions('h')).toEqual([{ ...suggestion(), used: 'edited' }]);
});

test('an action is begun once for its key', async () => {
  const { assist } = stores;
  const [first, second] = await Promise.all([
    assist.beginAction(RUN),
    assist.beginAction({ ...RUN, fingerprint: 'g' }),
  ]);
  expect([first, second]).toEqual([null, RUN]);
  expect(await assist.beginAction({ ...RUN, key: 'l' })).toBeNull();
});

test('all of it goes with its session, and comes to no other', async () => {
  const { assist, sessions, db } = stores;
  await assist.putSuggestion(suggestion());
  await assist.beginAction(RUN);
  await sessions.deleteSessions(['s']);
  await assist.putSuggestion(suggestion({ id: 'late' }));
  await assist.useSuggestion('late', 'h', 'digest');
  expect(await assist.beginAction({ ...RUN, key: 'late' })).toBeNull();
  for (const table of ['suggestion', 'action_run'])
    expect(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
});
