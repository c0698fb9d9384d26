import type { StreamFrame } from '@baton/protocol';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ConsoleBoard } from '../../testing/console-board.ts';
import { ANNA, customerSays, makeMessage, makeOpening, makeSession, requested } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { seeded } from '../../testing/seeded.ts';
import { TestApp } from '../../testing/test-app.ts';
import { microtasks, turnsOfTheLoop } from '../../testing/until.ts';
import { deleteSessions } from '../delete-sessions.ts';
import type { FeedSubject } from './console-feed.ts';
import type { FeedPage } from './frame-window.ts';

let stores: MemoryFixture;
let server: TestApp;
beforeEach(async () => {
  stores = openMemory();
  server = await TestApp.start(stores);
  await server.timers[Symbol.asyncDispose]();
  await server.open();
});
afterEach(() => server[Symbol.asyncDispose]());

const settle = (): Promise<void> => turnsOfTheLoop(5);

const ADMIN: FeedSubject = { admin: true, operatorId: null, watched: new Set() };

/** Frames as text: `snapshot s:queued:1`, `handoff s:queued:1`, `event s 4`; those of the staff left out. */
function shown({ frames }: FeedPage): string[] {
  return frames.flatMap(({ data }) => {
    const frame = JSON.parse(data) as StreamFrame;
    switch (frame.type) {
      case 'snapshot':
        return [
          `snapshot ${frame.handoffs.map((each) => `${each.session_id}:${each.stage}:${each.position}`).join(' ')}`,
        ];
      case 'handoff':
        return [`handoff ${frame.handoff.session_id}:${frame.handoff.stage}:${frame.handoff.position}`];
      case 'handoff-gone':
        return [`gone ${frame.handoff_id}`];
      case 'session-event':
        return [`event ${frame.session_id} ${frame.event.offset}`];
      default:
        return [];
    }
  });
}

/** A reader that is up to date. */
async function reader(subject: FeedSubject = ADMIN): Promise<() => Promise<string[]>> {
  let { cursor } = await server.feed.after(null, subject);
  return async () => {
    await settle();
    const page = await server.feed.after(cursor, subject);
    ({ cursor } = page);
    return shown(page);
  };
}

/** The package of a handoff follows what is said, which is told too. */
function eventsOf(lines: readonly string[]): string[] {
  return lines.filter((line) => line.startsWith('event'));
}

/** Opens a handoff in a session of its own, straight in the store. */
async function openIn(id: string, at: number, ended = false): Promise<void> {
  await stores.sessions.createSession(makeSession(id));
  const facts = ended ? [{ type: 'withdrawn', at: at + 1 } as const] : [];
  const handoff = requested(makeOpening({ sessionId: id, handoffId: `h-${id}` }), at, ...facts);
  await stores.sessions.commit({ sessionId: id, events: [], handoff });
}

describe('a reader', () => {
  test('is told again of a message that grows, until it is complete', async () => {
    const next = await reader();
    await server.button();
    await next();
    const data = (message: string, chunks: (string | null)[]): string =>
      JSON.stringify({ message, participant: { id: null, display_name: 'Ava' }, chunks });
    const begun = { ...makeMessage('ai_agent', ''), data: data('A', ['A']), unfinished: true } as const;
    await stores.sessions.commit({ sessionId: 's', events: [begun] });
    expect(await next()).toEqual(['event s 3']);
    const grow = (text: string, complete: boolean): Promise<unknown> =>
      stores.sessions.commit({ sessionId: 's', events: [], rewrite: { offset: 3, data: text, complete } });
    await grow(data('AB', ['A', 'B']), false);
    expect(await next()).toEqual(['event s 3']);
    await stores.sessions.commit({ sessionId: 's', events: [], patch: { title: 'no change of the log' } });
    expect(await next()).toEqual([]);
    await grow(data('AB', ['A', 'B', null]), true);
    expect(await next()).toEqual(['event s 3']);
    await stores.sessions.commit({ sessionId: 's', events: [customerSays('thanks')] });
    expect(eventsOf(await next())).toEqual(['event s 4']);
  });

  test('begins with a snapshot, then gets what happens, and resumes where it was', async () => {
    const next = await reader();
    await server.button();
    expect(await next()).toEqual(['handoff s:queued:1', 'event s 0', 'event s 1', 'event s 2']);
    await server.customerSays('hello?');
    expect(eventsOf(await next())).toEqual(['event s 3']);
    expect(await next()).toEqual([]);
    expect(shown(await server.feed.after(null, ADMIN))).toEqual(['snapshot s:queued:1']);
  });

  test('hears nothing of sessions that no handoff is about', async () => {
    const next = await reader();
    await server.customerSays('hello');
    await server.turns.idle();
    expect(await next()).toEqual([]);
  });

  test('gets the events since the handoff began, those before it are in the log', async () => {
    await server.customerSays('hello');
    await server.turns.idle();
    const { nextOffset } = await server.session();
    const next = await reader();
    await server.button();
    expect((await next())[1]).toBe(`event s ${nextOffset}`);
  });

  test.each(['', 'nonsense', 'other-1', '0-0', '-1', `x-${'9'.repeat(30)}`])(
    'with the cursor %j begins anew',
    async (cursor) => {
      expect(shown(await server.feed.after(cursor, ADMIN))).toEqual(['snapshot ']);
    },
  );

  test('with a cursor from the future, or of another process, begins anew', async () => {
    const { cursor } = await server.feed.after(null, ADMIN);
    const instance = cursor.split('-')[0];
    expect(shown(await server.feed.after(`${instance}-999`, ADMIN))).toEqual(['snapshot ']);
    const other = await TestApp.start(stores);
    expect(shown(await other.feed.after(cursor, ADMIN))).toEqual(['snapshot ']);
    await other[Symbol.asyncDispose]();
  });

  test('that was away for too many frames, or too large ones, begins anew', async () => {
    const long = await server.feed.after(null, ADMIN);
    await server.button();
    for (let i = 0; i < 52; i++) {
      const events = Array.from({ length: 100 }, () => customerSays('x'));
      await stores.sessions.commit({ sessionId: 's', events });
    }
    await turnsOfTheLoop(60);
    expect(shown(await server.feed.after(long.cursor, ADMIN))[0]).toMatch(/^snapshot/);
    const recent = await server.feed.after(null, ADMIN);
    for (let i = 0; i < 10; i++)
      await stores.sessions.commit({ sessionId: 's', events: [customerSays('y'.repeat(900_000))] });
    await turnsOfTheLoop(60);
    expect(shown(await server.feed.after(recent.cursor, ADMIN))[0]).toMatch(/^snapshot/);
  });

  test('is woken when there is something, until it cancels', async () => {
    const wake = vi.fn<() => void>();
    const subscription = server.feed.subscribe(wake);
    await server.button();
    await settle();
    expect(wake).toHaveBeenCalled();
    subscription.cancel();
    wake.mockClear();
    await server.customerSays('hello?');
    await settle();
    expect(wake).not.toHaveBeenCalled();
  });
});

describe('a snapshot', () => {
  test('has what is open and what ended within the hour, with places in the queue', async () => {
    const now = stores.clock.now();
    const minute = 60_000_000;
    await openIn('old', now - 300 * minute, true);
    await openIn('recent', now - 30 * minute, true);
    await openIn('waits', now - 20 * minute);
    await openIn('waits long', now - 200 * minute);
    expect(shown(await server.feed.after(null, ADMIN))).toEqual([
      'snapshot waits long:requested:1 recent:withdrawn:null waits:requested:2',
    ]);
  });

  test('of a long line it has the head, and what waits behind comes as there is room', async () => {
    const now = stores.clock.now();
    for (let i = 0; i < 130; i++) await openIn(`s${i}`, now - 1_000_000 + i);
    await settle();
    const board = new ConsoleBoard();
    board.apply(await server.feed.after(null, ADMIN));
    expect(board.handoffs.size).toBe(100);
    expect(board.departments.get('support')).toMatchObject({ waiting: 130 });
    expect(board.handoffs.get('h-s99')).toMatchObject({ position: 100 });
    for (let i = 0; i < 40; i++) await server.setMode('auto', `s${i}`);
    await settle();
    board.apply(await server.feed.after(board.cursor, ADMIN));
    const fresh = new ConsoleBoard();
    fresh.apply(await server.feed.after(null, ADMIN));
    expect(board.handoffs.get('h-s129')).toMatchObject({ stage: 'requested' });
    for (const [id, handoff] of fresh.handoffs)
      expect({ ...board.handoffs.get(id), position: 0 }).toEqual({ ...handoff, position: 0 });
  });
});

describe('nothing is missed', () => {
  test('a change that comes while the last one is being told, at whatever moment', async () => {
    await server.button();
    await server.open('t');
    await server.button('t');
    await settle();
    const board = new ConsoleBoard();
    board.apply(await server.feed.after(null, ADMIN));
    for (let gap = 0; gap < 60; gap++) {
      const noted = server.command({ do: 'note', operator: ANNA, text: `${gap}` });
      await microtasks(gap);
      const event = await stores.sessions.commit({ sessionId: 't', events: [customerSays('x')] });
      await noted;
      await settle();
      board.apply(await server.feed.after(board.cursor, ADMIN));
      expect(event).toMatchObject({ type: 'committed' });
      const { firstOffset } = event as { firstOffset: number };
      expect(board.seen.get('t'), `after ${gap} continuations`).toContain(firstOffset);
    }
  });

  test('a handoff that ended while another of its session began is told too', async () => {
    await server.button();
    await settle();
    const next = await reader();
    const slow = Promise.withResolvers<void>();
    const read = stores.sessions.readHandoff.bind(stores.sessions);
    const held = vi.spyOn(stores.sessions, 'readHandoff').mockImplementationOnce(async (id) => {
      await slow.promise;
      return read(id);
    });
    await server.setMode('auto');
    await server.setMode('manual');
    await server.setMode('auto');
    await server.setMode('manual');
    slow.resolve();
    expect((await next()).filter((line) => line.startsWith('handoff'))).toEqual([
      'handoff s:withdrawn:null',
      'handoff s:returned:null',
      'handoff s:active:null',
    ]);
    held.mockRestore();
  });

  test('H3.7: a session that is deleted takes its handoff off the board', async () => {
    await server.button();
    await settle();
    const next = await reader();
    await deleteSessions(server.app, ['s']);
    expect(await next()).toEqual([expect.stringMatching(/^gone /)]);
    expect(shown(await server.feed.after(null, ADMIN))).toEqual(['snapshot ']);
    await server.open('s');
    await server.button();
    expect((await next())[0]).toBe('handoff s:queued:1');
  });

  test('a session that cannot be read is logged, and the others are told', async () => {
    await server.open('t');
    const next = await reader();
    await openIn('u', stores.clock.now());
    await next();
    const read = stores.sessions.listEvents.bind(stores.sessions);
    const broken = vi.spyOn(stores.sessions, 'listEvents').mockImplementation(async (query) => {
      if (query.sessionId === 'u') throw new Error('damaged');
      return read(query);
    });
    await server.customerSays('is anybody there?', 'u');
    await openIn('v', stores.clock.now());
    await server.customerSays('hello', 'v');
    expect((await next()).slice(0, 2)).toEqual(['handoff v:requested:2', 'event v 0']);
    expect(server.log.errors).not.toEqual([]);
    broken.mockRestore();
  });

  test('snapshot and frames together are a fresh snapshot, whenever the reader looks', async () => {
    const step = fc.record({
      what: fc.constantFrom(
        'button',
        'withdraw',
        'accept',
        'resolve',
        'manual',
        'auto',
        'says',
        'note',
        'look',
      ),
      session: fc.nat(2),
      gap: fc.nat(6),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const memory = openMemory();
        await using other = await TestApp.start(memory);
        const ids = ['a', 'b', 'c'];
        for (const id of ids) await other.open(id);
        const board = new ConsoleBoard();
        const looks: Promise<void>[] = [];
        const look = async (): Promise<void> => board.apply(await other.feed.after(board.cursor, ADMIN));
        const done = steps.map(async ({ what, session, gap }) => {
          await microtasks(gap * 5);
          const id = ids[session]!;
          const act: Record<typeof what, () => Promise<unknown>> = {
            button: () => other.button(id),
            withdraw: () => other.command({ do: 'withdraw' }, id),
            accept: () => other.command({ do: 'accept', operator: ANNA }, id),
            resolve: () =>
              other.command({ do: 'resolve', operator: ANNA, disposition: 'x', outcome: null }, id),
            manual: () => other.setMode('manual', id),
            auto: () => other.setMode('auto', id),
            says: () => other.customerSays('x', id),
            note: () => other.command({ do: 'note', operator: ANNA, text: 'n' }, id),
            look: async () => void looks.push((looks.at(-1) ?? Promise.resolve()).then(look)),
          };
          await act[what]();
        });
        await Promise.all(done);
        await Promise.all(looks);
        await settle();
        await look();
        const fresh = new ConsoleBoard();
        fresh.apply(await other.feed.after(null, ADMIN));
        expect(board.differences(fresh, memory.clock.now() / 1000)).toEqual([]);
      }),
      seeded(150),
    );
  });
});
