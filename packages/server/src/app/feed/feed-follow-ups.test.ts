import type { StreamFrame } from '@baton/protocol';
import { expect, test } from 'vitest';
import type { FollowUpRecord } from '../../ports/desk-store.ts';
import { ANNA, BEN, START } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import { TestApp } from '../../testing/test-app.ts';
import { ConsoleFeed } from './console-feed.ts';
import type { FeedSubject } from './console-feed.ts';

const FOLLOW_UP: FollowUpRecord = {
  id: 'f',
  createdAt: START,
  kind: 'callback',
  handoffId: 'h',
  sessionId: 's',
  departmentId: 'billing',
  customer: { id: 'kim', name: 'Kim' },
  address: '+49 30 1234567',
  owner: null,
  due: START,
  state: 'open',
  result: null,
  delivery: null,
};

const ANNAS: FollowUpRecord = { ...FOLLOW_UP, id: 'own', owner: ANNA };

/** Reads as one operator: first the snapshot, then what comes. */
function reader(feed: ConsoleFeed, operatorId: string): () => Promise<StreamFrame[]> {
  const subject: FeedSubject = { admin: false, operatorId, watched: new Set() };
  let at: string | null = null;
  return async () => {
    const { frames, cursor } = await feed.after(at, subject);
    at = cursor;
    return frames.map(({ data }) => JSON.parse(data) as StreamFrame);
  };
}

test('H7.1 a follow-up is shown to its department and its owner, and alerts when it is due', async () => {
  await using server = await TestApp.start(openMemory());
  await server.staff.createDepartment({ id: 'billing', name: 'Billing' });
  await server.staff.createOperator(ANNA);
  await server.staff.createOperator({ ...BEN, departments: ['billing'] });
  await server.staff.createOperator({ id: 'lea', name: 'Lea', lead: true });
  const listeners = new Set<(followUp: FollowUpRecord) => void>();
  await using feed = new ConsoleFeed(server.app, {
    instance: 'own',
    changes: server.changes,
    loadOf: () => ({ chats: 0, offers: 0 }),
    followUps: {
      list: async ({ departmentId, ownerId, state }) =>
        [FOLLOW_UP, ANNAS].filter(
          (each) =>
            each.state === state &&
            (departmentId ?? each.departmentId) === each.departmentId &&
            (ownerId ?? each.owner?.id) === each.owner?.id,
        ),
      subscribe: (listener) => {
        listeners.add(listener);
        return { cancel: () => listeners.delete(listener) };
      },
    },
  });
  await feed.start();
  const readers = ['anna', 'ben', 'lea'].map((id) => reader(feed, id));
  const read = async (): Promise<StreamFrame[][]> => {
    const seen: StreamFrame[][] = [];
    for (const next of readers) seen.push(await next());
    return seen;
  };
  const told = async (followUp: FollowUpRecord): Promise<string[][]> => {
    for (const listener of listeners) listener(followUp);
    return (await read()).map((frames) => frames.map(({ type }) => type));
  };
  const begun = (await read()).map(([frame]) =>
    frame?.type === 'snapshot' ? frame.follow_ups.length : null,
  );
  expect(begun).toEqual([1, 2, 2]);
  const due = { ...FOLLOW_UP, state: 'due' as const };
  expect(await told(due)).toEqual([[], ['follow-up'], ['follow-up', 'alert']]);
  expect(await told({ ...due, owner: ANNA })).toEqual([['follow-up', 'alert'], ['follow-up'], ['follow-up']]);
  const again = async (): Promise<unknown> => {
    const [frame] = await reader(feed, 'anna')();
    return frame?.type === 'snapshot' ? frame.alerts.map(({ kind }) => kind) : null;
  };
  expect(await again()).toEqual(['follow-up-due']);
  await told({ ...FOLLOW_UP, state: 'done', owner: ANNA });
  expect(await again()).toEqual([]);
});
