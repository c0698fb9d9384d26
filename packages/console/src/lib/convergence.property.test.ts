import type { DepartmentStatus, Handoff, Operator, SessionEvent, StreamFrame } from '@baton/protocol';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeEvent } from '../testing/make-event.ts';
import { makeDetail, makeHandoff } from '../testing/make-handoff.ts';
import { makeOperator, makeSnapshot } from '../testing/make-snapshot.ts';
import { applyAnswer, applyFrame } from './apply-frame.ts';
import { baton, staff } from './baton.ts';
import { boardQuery, deskQuery, handoffQuery, sessionLogQuery } from './queries.ts';

/* Whatever happens while the connection comes and goes: in the end a console shows what one shows that has just begun. */

type Step =
  | { do: 'change'; id: string; stage: Handoff['stage'] }
  | { do: 'remove'; id: string }
  | { do: 'operator'; id: string; chats: number }
  | { do: 'dismiss'; id: string }
  | { do: 'department'; waiting: number }
  | { do: 'say' }
  | { do: 'unsay' }
  | { do: 'cut' }
  | { do: 'join'; resume: boolean }
  | { do: 'ask' }
  | { do: 'answer' }
  | { do: 'read' };

const id = fc.constantFrom('h1', 'h2', 'h3');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('change' as const),
    id,
    stage: fc.constantFrom('queued' as const, 'offered' as const, 'active' as const, 'resolved' as const),
  }),
  fc.record({ do: fc.constant('remove' as const), id: fc.constantFrom('h2', 'h3') }),
  fc.record({
    do: fc.constant('operator' as const),
    id: fc.constantFrom('mia', 'tom'),
    chats: fc.nat({ max: 5 }),
  }),
  fc.record({ do: fc.constant('dismiss' as const), id: fc.constantFrom('mia', 'tom') }),
  fc.record({ do: fc.constant('department' as const), waiting: fc.nat({ max: 9 }) }),
  fc.record({ do: fc.constantFrom('say' as const, 'unsay' as const, 'cut' as const) }),
  fc.record({ do: fc.constant('join' as const), resume: fc.boolean() }),
  fc.record({ do: fc.constantFrom('ask' as const, 'answer' as const, 'read' as const) }),
);

/** The server, and the one connection to it. */
class World {
  readonly handoffs = new Map<string, Handoff>([['h1', makeHandoff({ id: 'h1' })]]);
  readonly operators = new Map<string, Operator>();
  departments: DepartmentStatus[] = [];
  log: SessionEvent[] = [makeEvent(0), makeEvent(1)];
  next = 2;
  /** Frames that came while nobody listened; null: somebody does. */
  missed: StreamFrame[] | null = null;
  /** Answers that are on their way. */
  readonly answers: Handoff[] = [];
  /** Of the console that is connected. */
  cache: QueryClient | null = null;

  tell(frame: StreamFrame): void {
    if (this.missed !== null) this.missed.push(frame);
    else if (this.cache !== null) applyFrame(this.cache, frame);
  }

  snapshot(): StreamFrame {
    return makeSnapshot({
      handoffs: [...this.handoffs.values()],
      operators: [...this.operators.values()],
      departments: this.departments,
    });
  }

  join(resume: boolean): void {
    if (this.missed === null) return;
    const { missed } = this;
    this.missed = null;
    for (const frame of resume ? missed : [this.snapshot()]) this.tell(frame);
  }

  act(todo: Step): void {
    switch (todo.do) {
      case 'change': {
        const handoff = makeHandoff({ ...this.handoffs.get(todo.id), id: todo.id, stage: todo.stage });
        this.handoffs.set(todo.id, handoff);
        return this.tell({ type: 'handoff', handoff });
      }
      case 'remove':
        return void (
          this.handoffs.delete(todo.id) && this.tell({ type: 'handoff-gone', handoff_id: todo.id })
        );
      case 'operator': {
        const operator = makeOperator(todo.id, { active_chats: todo.chats });
        this.operators.set(todo.id, operator);
        return this.tell({ type: 'operator', operator });
      }
      case 'dismiss': {
        const operator = this.operators.get(todo.id);
        if (operator === undefined) return;
        this.operators.delete(todo.id);
        return this.tell({ type: 'operator', operator, removed: true });
      }
      case 'department': {
        const status = { department_id: 'support', waiting: todo.waiting } as DepartmentStatus;
        this.departments = [status];
        return this.tell({ type: 'department', status });
      }
      case 'say': {
        const event = makeEvent(this.next++);
        this.log = [...this.log, event];
        return this.tell({ type: 'session-event', session_id: 's1', event });
      }
      case 'unsay': {
        const event = this.log.at(-1);
        if (event === undefined) return;
        this.log = this.log.slice(0, -1);
        return this.tell({ type: 'session-event', session_id: 's1', event: { ...event, deleted: true } });
      }
      case 'cut':
        this.missed ??= [];
        return;
      case 'join':
        return this.join(todo.resume);
      case 'ask':
        return void this.answers.push(this.handoffs.get('h1') ?? makeHandoff());
      case 'answer': {
        const answer = this.answers.shift();
        if (answer !== undefined && this.cache !== null) applyAnswer(this.cache, makeDetail(answer));
        return;
      }
      case 'read':
        return void this.cache?.invalidateQueries({ queryKey: ['log'] });
    }
  }
}

let world: World;
const leave: (() => void)[] = [];

beforeEach(() => {
  vi.spyOn(baton, 'readHandoff').mockImplementation((handoffId) =>
    Promise.resolve(makeDetail(world.handoffs.get(handoffId) ?? {})),
  );
  vi.spyOn(baton, 'listEvents').mockImplementation((_, from = 0) =>
    Promise.resolve(world.log.filter(({ offset }) => offset >= from)),
  );
  vi.spyOn(baton, 'listNewestEvents').mockImplementation((_, limit, before = Infinity) =>
    Promise.resolve(world.log.filter(({ offset }) => offset < before).slice(-limit)),
  );
  vi.spyOn(staff, 'listDepartments').mockResolvedValue([]);
});
afterEach(() => {
  for (const stop of leave.splice(0)) stop();
  vi.restoreAllMocks();
});

/** A console with the conversation of h1 open. */
function open(): QueryClient {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  leave.push(
    new QueryObserver(cache, sessionLogQuery('s1')).subscribe(() => undefined),
    new QueryObserver(cache, handoffQuery('h1')).subscribe(() => undefined),
    () => cache.clear(),
  );
  return cache;
}

async function settled(cache: QueryClient): Promise<void> {
  await vi.waitFor(() => expect(cache.isFetching()).toBe(0), { interval: 1 });
}

function shown(cache: QueryClient): unknown {
  const byId = (map: ReadonlyMap<string, unknown> | undefined): unknown =>
    [...(map ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const desk = cache.getQueryData(deskQuery.queryKey);
  return {
    board: byId(cache.getQueryData(boardQuery.queryKey)),
    operators: byId(desk?.operators),
    departments: byId(desk?.departments),
    detail: cache.getQueryData(handoffQuery('h1').queryKey),
    log: cache.getQueryData(sessionLogQuery('s1').queryKey),
  };
}

it('a console that lost its connection comes to show what a fresh one shows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 40 }), async (steps) => {
      world = new World();
      const cache = open();
      world.cache = cache;
      applyFrame(cache, world.snapshot());
      for (const [todo, pause] of steps) {
        world.act(todo);
        if (pause) await settled(cache);
      }
      while (world.answers.length > 0) world.act({ do: 'answer' });
      world.join(false);
      await settled(cache);

      const fresh = open();
      applyFrame(fresh, world.snapshot());
      await settled(fresh);
      expect(shown(cache)).toEqual(shown(fresh));
      for (const stop of leave.splice(0)) stop();
    }),
    { numRuns: 150 },
  );
}, 60_000);
