import { mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Worker } from 'node:worker_threads';
import {
  OverloadedError,
  StoreUnavailableError,
  UnknownOutcomeError,
  WriteFailedError,
} from '../../ports/store-errors.ts';
import { customerSays, makeSession } from '../../testing/make.ts';
import { TempFolder } from '../../testing/temp-folder.ts';
import { until } from '../../testing/until.ts';
import { GroupCommit } from './group-commit.ts';
import { migrate } from './migrate.ts';
import { openConnection } from './open-connection.ts';
import type { WriteOperation } from './write-operation.ts';

let folder: TempFolder;
let path: string;
let threads: Worker[];
let lost: number;
let writer: GroupCommit;

const noteThread = (thread: Worker): void => void threads.push(thread);
beforeEach(async () => {
  folder = new TempFolder();
  path = folder.join('test.db');
  using db = openConnection(path, 'write');
  migrate(db);
  threads = [];
  lost = 0;
  process.on('worker', noteThread);
  writer = await GroupCommit.start(path, () => lost++);
});
afterEach(async () => {
  process.off('worker', noteThread);
  await writer[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const create = (id: string): WriteOperation => ({
  op: 'create-session',
  session: makeSession(id),
  idempotency: null,
});
const append = (id: string): WriteOperation => ({
  op: 'commit',
  at: 1,
  write: { sessionId: id, events: [customerSays('x')] },
});

describe('writes', () => {
  test('are done in the order in which they were handed over, many in one transaction', async () => {
    let transactions = 0;
    threads[0]!.on('message', () => transactions++);
    const created = writer.run(create('s'));
    const appended = Array.from({ length: 2000 }, () => writer.run<{ firstOffset: number }>(append('s')));
    const outcomes = await Promise.all(appended);
    expect(await created).toEqual({ type: 'created' });
    expect(outcomes.map((outcome) => outcome.firstOffset)).toEqual(outcomes.map((_outcome, index) => index));
    expect(transactions).toBeLessThan(100);
  });

  test('one that fails is rejected with what went wrong, the others of its group are done', async () => {
    await writer.run(create('s'));
    const outcomes = await Promise.allSettled([
      writer.run(append('s')),
      writer.run(create('s')),
      writer.run(append('s')),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const { reason } = outcomes[1] as PromiseRejectedResult;
    expect(reason).toBeInstanceOf(WriteFailedError);
    expect(String(reason)).toContain('UNIQUE');
  });

  test('one that cannot be handed to the thread is rejected alone', async () => {
    await writer.run(create('s'));
    const strange = { ...append('s'), at: (() => 1) as unknown as number } as WriteOperation;
    const outcomes = await Promise.allSettled([
      writer.run(append('s')),
      writer.run(strange),
      writer.run(append('s')),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('too many that wait are refused, and nothing is stored of them', async () => {
    await writer.run(create('s'));
    const accepted = Array.from({ length: 50_000 }, () => writer.run<{ firstOffset: number }>(append('s')));
    await expect(writer.run(append('s'))).rejects.toBeInstanceOf(OverloadedError);
    const outcomes = await Promise.all(accepted);
    expect(outcomes.at(-1)?.firstOffset).toBe(49_999);
    expect(await writer.run(append('s'))).toMatchObject({ firstOffset: 50_000 });
  });
});

describe('the end', () => {
  test('what was handed over is finished first, what comes later is refused', async () => {
    await writer.run(create('s'));
    const pending = Array.from({ length: 3000 }, () => writer.run<{ type: string }>(append('s')));
    const closed = writer[Symbol.asyncDispose]();
    const late = writer.run(append('s'));
    await expect(late).rejects.toBeInstanceOf(WriteFailedError);
    const outcomes = await Promise.all(pending);
    await closed;
    expect(outcomes.every((outcome) => outcome.type === 'committed')).toBe(true);
    expect(await writer.ready()).toBe(false);
    expect(threads[0]?.threadId).toBe(-1);
  });

  test('may be asked for twice', async () => {
    await Promise.all([writer[Symbol.asyncDispose](), writer[Symbol.asyncDispose]()]);
    expect(threads[0]?.threadId).toBe(-1);
  });

  test('H1.2 of the thread, for whatever reason: nobody knows of what was under way, and another one goes on', async () => {
    await writer.run(create('s'));
    const pending = Array.from({ length: 2000 }, () => writer.run<{ firstOffset: number }>(append('s')));
    const ended = threads[0]?.terminate();
    const outcomes = await Promise.allSettled(pending);
    await ended;
    const rejected = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(rejected.length).toBeGreaterThan(0);
    for (const { reason } of rejected) expect(reason).toBeInstanceOf(UnknownOutcomeError);
    expect(lost).toBe(1);
    // It waits for the next thread, behind everything that was done.
    const acknowledged = outcomes.flatMap((outcome) =>
      outcome.status === 'fulfilled' ? [outcome.value.firstOffset] : [],
    );
    const next = await writer.run<{ firstOffset: number }>(append('s'));
    expect(next.firstOffset).toBeGreaterThanOrEqual(acknowledged.length);
    expect(next.firstOffset).toBeLessThanOrEqual(2000);
    expect(await writer.ready()).toBe(true);
    expect(threads).toHaveLength(2);
  });

  test('while no thread starts, what waits is told so, and it goes on once one does', async () => {
    await writer.run(create('s'));
    renameSync(path, `${path}.away`);
    mkdirSync(path);
    await threads[0]?.terminate();
    await expect(writer.run(append('s'))).rejects.toBeInstanceOf(StoreUnavailableError);
    expect(await writer.ready()).toBe(false);
    rmdirSync(path);
    renameSync(`${path}.away`, path);
    await until(() => writer.ready());
    expect(await writer.run(append('s'))).toMatchObject({ firstOffset: 0 });
  });

  test('a database that cannot be opened is an error at the start', async () => {
    await expect(GroupCommit.start(folder.join('no/such/folder/x.db'))).rejects.toThrow();
  });
});
