import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Beat, ClusterStore, NodeRecord } from '../../ports/cluster-store.ts';
import { turnsOfTheLoop, until } from '../../testing/until.ts';
import type { Timers } from './machine-timers.ts';
import { Node } from './node.ts';

/** Milliseconds that pass when a test says so. */
class FakeTimers implements Timers {
  readonly #tasks = new Set<{ readonly due: number; readonly run: () => void }>();
  #now = 0;

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): { cancel(): void } {
    const task = { due: this.#now + milliseconds, run };
    this.#tasks.add(task);
    return { cancel: () => this.#tasks.delete(task) };
  }

  get scheduled(): number {
    return this.#tasks.size;
  }

  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = [...this.#tasks].filter(({ due }) => due <= end).toSorted((a, b) => a.due - b.due);
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.due);
      this.#tasks.delete(next);
      next.run();
      await turnsOfTheLoop(3);
    }
    this.#now = end;
  }

  /** As when the process was stopped: nothing runs, and then all that was due. */
  stall(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** One lease for all, by a clock of its own. */
class OneLease implements ClusterStore {
  readonly timers: FakeTimers;
  answers: 'at once' | 'never' | 'with an error' = 'at once';
  beats = 0;
  /** Another process has this name. */
  taken: string | null = null;
  #holder: string | null = null;
  #token = 0;
  #until = 0;
  readonly #alive = new Map<string, number>();

  constructor(timers: FakeTimers) {
    this.timers = timers;
  }

  async beat({ id }: NodeRecord, { ttl, leads }: { ttl: number; leads: boolean }): Promise<Beat> {
    this.beats += 1;
    if (this.answers === 'never') return new Promise(() => undefined);
    if (this.answers === 'with an error') throw new Error('gone');
    const now = this.timers.now();
    this.#alive.set(id, now + ttl);
    const ended = this.#until <= now;
    if (leads && ended) {
      this.#token += 1;
      this.#holder = id;
    }
    const mine = this.#holder === id && (leads || !ended);
    if (mine) this.#until = now + ttl;
    const living = [...this.#alive].flatMap(([each, end]) =>
      end > now && each !== this.taken ? [each] : [],
    );
    return { at: now * 1000, living, lease: mine ? { name: 'desk', token: this.#token } : null };
  }

  async leave(id: string): Promise<void> {
    this.#alive.delete(id);
    if (this.#holder === id) this.#until = -Infinity;
  }
}

describe('a node among others', () => {
  let timers: FakeTimers;
  let store: OneLease;
  let warned: string[];
  const note = (_details: object, message: string): void => void warned.push(message);
  const log = { info: () => undefined, warn: note, error: note };
  let nodes: Node[];
  beforeEach(() => {
    timers = new FakeTimers();
    store = new OneLease(timers);
    warned = [];
    nodes = [];
  });
  afterEach(async () => {
    store.answers = 'at once';
    for (const node of nodes) await node[Symbol.asyncDispose]();
    if (timers.scheduled > 0) throw new Error('a node that has ended has left a timer behind');
  });

  async function join(id: string, told: string[] = []): Promise<Node> {
    const node = new Node({ store, log, timers, record: { id, version: '1', startedAt: 0 } });
    nodes.push(node);
    node.take({ lead: () => void told.push(`${id} leads`), rest: () => void told.push(`${id} rests`) });
    await node.start();
    return node;
  }

  test('leads once it stands for it, and goes on beating once a second', async () => {
    const told: string[] = [];
    const node = await join('a', told);
    expect([node.lease, node.living, told]).toEqual([null, ['a'], []]);
    await node.stand();
    expect([node.lease, told]).toEqual([{ name: 'desk', token: 1 }, ['a leads']]);
    const before = store.beats;
    await timers.pass(10_000);
    expect(store.beats - before).toBe(10);
    expect([node.lease?.token, told]).toEqual([1, ['a leads']]);
  });

  test('two never lead at once; when the first falls silent the other leads within the time to live', async () => {
    const told: string[] = [];
    const [a, b] = [await join('a', told), await join('b', told)];
    await a.stand();
    await b.stand();
    await timers.pass(3000);
    expect([a.living, a.lease?.token, b.lease]).toEqual([['a', 'b'], 1, null]);
    await a.abandon();
    await timers.pass(4000);
    expect(b.lease).toBeNull();
    await timers.pass(2000);
    expect([b.lease?.token, told]).toEqual([2, ['a leads', 'a rests', 'b leads']]);
  });

  test('whose beats are not answered steps down when its time to live is over, no later than another may lead', async () => {
    const told: string[] = [];
    const a = await join('a', told);
    await a.stand();
    store.answers = 'with an error';
    await timers.pass(4900);
    expect(a.lease?.token).toBe(1);
    await timers.pass(200);
    expect([a.lease, told]).toEqual([null, ['a leads', 'a rests']]);
    expect(warned).toEqual(['this node could not say that it is alive']);
    store.answers = 'at once';
    await timers.pass(1000);
    expect([a.lease?.token, told.at(-1)]).toEqual([2, 'a leads']);
  });

  test('a beat that is never answered holds up none that follow', async () => {
    const a = await join('a');
    await a.stand();
    store.answers = 'never';
    await timers.pass(3500);
    const before = store.beats;
    store.answers = 'at once';
    await timers.pass(3000);
    expect(store.beats).toBeGreaterThan(before);
    expect(a.lease?.token).toBe(1);
  });

  test('H2.1 one that was stopped for long has no lease when it comes to, before anything tells it so', async () => {
    const told: string[] = [];
    const [a, b] = [await join('a', told), await join('b', told)];
    await a.stand();
    await b.stand();
    timers.stall(6000);
    expect([a.lease, told]).toEqual([null, ['a leads']]);
    await timers.pass(2000);
    expect(told.slice(0, 2)).toEqual(['a leads', 'a rests']);
    expect([a.lease, b.lease].filter((lease) => lease !== null)).toHaveLength(1);
  });

  test('one whose name another process has says so once', async () => {
    await join('a');
    store.taken = 'a';
    await timers.pass(5000);
    expect(warned).toEqual([expect.stringContaining('BATON_NODE')]);
  });

  test('one that is about to end lets another lead at once, and stays alive until it has ended', async () => {
    const [a, b] = [await join('a'), await join('b')];
    await a.stand();
    await b.stand();
    await timers.pass(1000);
    await a.drain();
    expect(a.lease).toBeNull();
    await timers.pass(1000);
    expect([b.lease?.token, b.living.toSorted()]).toEqual([2, ['a', 'b']]);
    await a[Symbol.asyncDispose]();
    await timers.pass(1000);
    expect(b.living).toEqual(['b']);
  });

  test('the last one leads while it drains', async () => {
    const a = await join('a');
    await a.stand();
    await a.drain();
    await timers.pass(3000);
    expect(a.lease?.token).toBe(1);
  });

  test('a duty that cannot be begun is tried again each second while it leads, and never begun by two', async () => {
    const node = new Node({ store, log, timers, record: { id: 'a', version: '1', startedAt: 0 } });
    nodes.push(node);
    let attempts = 0;
    node.take({
      lead() {
        attempts += 1;
        if (attempts < 3) throw new Error('not yet');
      },
      rest: () => undefined,
    });
    await node.start();
    const standing = node.stand();
    await until(() => attempts === 1);
    await timers.pass(5000);
    await standing;
    expect(attempts).toBe(3);
    await timers.pass(5000);
    expect(attempts).toBe(3);
  });

  test('what it has begun while the lease was lost is ended again', async () => {
    const told: string[] = [];
    const held = Promise.withResolvers<void>();
    const node = new Node({ store, log, timers, record: { id: 'a', version: '1', startedAt: 0 } });
    nodes.push(node);
    node.take({
      async lead() {
        told.push('begins');
        await held.promise;
        told.push('leads');
      },
      rest: () => void told.push('rests'),
    });
    await node.start();
    const standing = node.stand();
    await until(() => told.length === 1);
    store.answers = 'with an error';
    await timers.pass(6000);
    held.resolve();
    await standing;
    expect(told).toEqual(['begins', 'rests', 'leads', 'rests']);
  });
});
