import { expect, test } from 'vitest';
import type { RemoteChange, RemoteChanges } from '../../ports/remote-changes.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { KeptLog } from '../../testing/kept-log.ts';
import { RemoteViews } from './remote-views.ts';
import type { Views } from './remote-views.ts';

interface World {
  readonly views: RemoteViews;
  readonly clock: FakeClock;
  readonly log: KeptLog;
  /** What the views were told, in order. */
  readonly told: string[];
  /** Of these the next reading fails. */
  readonly failing: Set<string>;
  readonly held: Views;
  tell(change: RemoteChange): void;
}

function open(): World {
  const told: string[] = [];
  const failing = new Set<string>();
  const listeners = new Set<(change: RemoteChange) => void>();
  const remote: RemoteChanges = {
    subscribe(listener) {
      listeners.add(listener);
      return { cancel: () => listeners.delete(listener) };
    },
    trim: () => Promise.resolve(),
  };
  const hear = async (what: string): Promise<void> => {
    await Promise.resolve();
    if (failing.delete(what)) throw new Error('the database is away');
    told.push(what);
  };
  const held: Views = {
    staff: { heard: (what, id) => hear(`${what} ${id}`), readAgain: () => hear('all staff') },
    behaviours: { heard: (kind, id) => hear(`${kind} ${id}`), readAgain: () => hear('all behaviour') },
    followUps: { heard: (id) => void told.push(`follow-up ${id}`) },
    followers: [{ readAgain: () => hear('all sessions') }],
  };
  const [clock, log] = [new FakeClock(), new KeptLog()];
  const views = new RemoteViews({ remote, clock, log });
  const tell = (change: RemoteChange): void => {
    for (const listener of listeners) listener(change);
  };
  return { views, clock, log, told, failing, held, tell };
}

test('what was told before the views are there is theirs, each record once', async () => {
  const { views, told, held, tell } = open();
  tell({ topic: 'operator', key: 'mia' });
  tell({ topic: 'operator', key: 'mia' });
  tell({ topic: 'behaviour', key: 'article/a/b' });
  expect(told).toEqual([]);
  views.start(held);
  await views.settled();
  expect(told.toSorted()).toEqual(['article a/b', 'operator mia']);
  tell({ topic: 'presence', key: 'mia' });
  tell({ topic: 'follow-up', key: 'f' });
  await views.settled();
  expect(told.slice(2).toSorted()).toEqual(['follow-up f', 'presence mia']);
  await views[Symbol.asyncDispose]();
});

test('where some may have been missed all of it is read again, and nothing twice', async () => {
  const { views, told, held, tell } = open();
  views.start(held);
  tell({ topic: 'everything' });
  tell({ topic: 'department', key: 'claims' });
  await views.settled();
  expect(told[0]).toBe('all staff');
  expect(told.slice(0, 3).toSorted()).toEqual(['all behaviour', 'all sessions', 'all staff']);
  await views[Symbol.asyncDispose]();
});

test('what cannot be read is tried again in a second, and keeps none of the others waiting', async () => {
  const { views, clock, log, told, failing, held, tell } = open();
  views.start(held);
  failing.add('operator mia');
  tell({ topic: 'operator', key: 'mia' });
  tell({ topic: 'operator', key: 'kim' });
  await views.settled();
  expect([told, log.errors.length]).toEqual([['operator kim'], 1]);
  await clock.advance(1, () => views.settled());
  expect(told).toEqual(['operator kim', 'operator mia']);
  await views[Symbol.asyncDispose]();
  expect(clock.scheduled).toBe(0);
});

test('nothing is read once it has ended', async () => {
  const { views, clock, told, failing, held, tell } = open();
  views.start(held);
  failing.add('operator mia');
  tell({ topic: 'operator', key: 'mia' });
  await views[Symbol.asyncDispose]();
  tell({ topic: 'operator', key: 'kim' });
  await views.settled();
  expect([told, clock.scheduled]).toEqual([[], 0]);
});
