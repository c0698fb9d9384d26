import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { takeOver } from '../core/handoff/take-control.ts';
import { refuse } from '../core/handoff/decision.ts';
import { HeldStage } from '../testing/held-stage.ts';
import { ANNA, BEN, customerSays, makeMessage, makeOpening } from '../testing/make.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { scriptedStages } from '../testing/scripted-stages.ts';
import { showLog } from '../testing/show-log.ts';
import { TestApp } from '../testing/test-app.ts';
import { until } from '../testing/until.ts';
import { changeDesk } from './change-desk.ts';
import type { ChangeDeskOptions, Decide, DeskOutcome } from './change-desk.ts';

let stores: MemoryFixture;
let server: TestApp;
beforeEach(async () => {
  stores = openMemory();
  server = await TestApp.start(stores);
  await server.open();
});
afterEach(() => server[Symbol.asyncDispose]());

const log = (): Promise<string[]> => showLog(stores.sessions, 's');
const change = (decide: Decide, options: Partial<ChangeDeskOptions> = {}, id = 's'): Promise<DeskOutcome> =>
  changeDesk(server.app, id, decide, { traceId: 't', ...options });
const takenBy =
  (operator: typeof ANNA): Decide =>
  (desk, moment) =>
    takeOver(
      desk,
      { operator, opening: makeOpening({ sessionId: 's', handoffId: operator.id }), force: true },
      moment,
    );

describe('a decision', () => {
  test('that was overtaken is taken again, on what holds then', async () => {
    const seen: string[] = [];
    const outcome = await change(async (desk, moment, session) => {
      seen.push(`${desk.control.holder.kind} ${session.revision}`);
      if (seen.length === 1) await change(takenBy(BEN));
      return takenBy(ANNA)(desk, moment, session);
    });
    expect(outcome.type).toBe('done');
    expect(seen).toEqual(['ai 0', 'operator 1']);
    expect((await server.session()).control).toMatchObject({ holder: { id: 'anna' }, epoch: 2 });
    expect(await log()).toEqual(['system <handoff.taken-over>', 'system <handoff.accepted>']);
  });

  test('that is overtaken again and again ends with an error instead of never', async () => {
    let holder = ANNA;
    const overtaken = change(async (desk, moment, session) => {
      holder = holder === ANNA ? BEN : ANNA;
      await change(takenBy(holder));
      return takenBy({ id: 'cleo', name: 'Cleo' })(desk, moment, session);
    });
    await expect(overtaken).rejects.toThrow('changed 100 times');
  });

  test('to refuse, or to change nothing, writes nothing', async () => {
    const commit = vi.spyOn(stores.sessions, 'commit');
    expect(await change(() => null)).toEqual({ type: 'unchanged', decision: null });
    const no = refuse('wrong-stage', 'no');
    expect(await change(() => no)).toBe(no);
    const outcome = await change((desk) => ({
      type: 'decided',
      facts: [],
      events: [],
      answers: false,
      ...desk,
    }));
    expect(outcome.type).toBe('unchanged');
    expect(commit).not.toHaveBeenCalled();
  });

  test('about a session that does not exist', async () => {
    expect(await change(takenBy(ANNA), {}, 'none')).toEqual({ type: 'no-session' });
  });

  test.each([
    [{ epoch: 5 }, 'stale-epoch'],
    [{ customerOffset: 9 }, 'superseded'],
    [{ seenOffset: -1 }, 'stale-view'],
  ] as const)('whose guard %o does not hold is not taken again: %s', async (guard, type) => {
    await stores.sessions.commit({ sessionId: 's', events: [customerSays('x')], patch: { answered: 'all' } });
    const decide = vi.fn(takenBy(ANNA));
    expect(await change(decide, { guard })).toEqual({ type });
    expect(decide).toHaveBeenCalledOnce();
  });
});

describe('H1.3: a repeated request', () => {
  const idempotency = { key: 'k', fingerprint: 'f' };

  test('is answered with its event, although it would be refused by now', async () => {
    const answer = makeMessage('human_agent', 'It is me.');
    const decide: Decide = (desk, moment, session) => {
      if (desk.control.mode === 'manual') return refuse('already-held', 'held');
      const decision = takenBy(ANNA)(desk, moment, session);
      return decision === null || 'then' in decision || decision.type === 'refused'
        ? decision
        : { ...decision, events: [...decision.events, answer] };
    };
    expect(await change(decide, { idempotency, answer })).toMatchObject({ type: 'done', answerOffset: 1 });
    expect(await change(decide, { idempotency, answer })).toEqual({ type: 'repeated', offset: 1 });
    expect(await change(decide)).toMatchObject({ type: 'refused' });
    const other = { ...idempotency, fingerprint: 'other' };
    expect(await change(decide, { idempotency: other })).toEqual({ type: 'idempotency-mismatch' });
    expect(await log()).toEqual(['system <handoff.taken-over>', 'human_agent: It is me.']);
  });

  test('at the same time is carried out once', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => change(takenBy(ANNA), { idempotency })));
    expect(outcomes.map((outcome) => outcome.type).toSorted()).toEqual(['done', 'repeated', 'repeated']);
    expect(await log()).toHaveLength(1);
  });
});

describe('the turn that runs', () => {
  async function holdTurn(): Promise<HeldStage> {
    await server[Symbol.asyncDispose]();
    const held = new HeldStage('compose');
    server = await TestApp.start({ ...stores, stages: scriptedStages(held) });
    await server.customerSays('hello');
    await until(() => held.reached === 1);
    return held;
  }

  test('H2.3: is cancelled by a raised epoch, and the log says so before anything else', async () => {
    await holdTurn();
    await change(takenBy(ANNA));
    await server.turns.idle();
    expect((await log()).slice(-2)).toEqual(['system cancelled', 'system <handoff.taken-over>']);
  });

  test('goes on when it has decided itself', async () => {
    const held = await holdTurn();
    await change(takenBy(ANNA), { byTurn: true });
    expect(server.turns.isRunning('s')).toBe(true);
    expect(await log()).not.toContain('system cancelled');
    held.letGo();
    await server.turns.idle();
  });

  test('goes on when nothing about control has changed', async () => {
    const held = await holdTurn();
    await change((desk) => ({ type: 'decided', facts: [], events: [], answers: false, ...desk }), {
      patch: { title: 'T' },
    });
    expect(server.turns.isRunning('s')).toBe(true);
    held.letGo();
    await server.turns.idle();
    expect(await log()).toContain('ai_agent: answer to 0');
  });

  test('H2.3: begins when the AI gets the session back with something unanswered', async () => {
    await server.personSays('I am here.');
    await server.customerSays('good');
    await server.setMode('auto');
    await server.turns.idle();
    expect(await log()).toContain('ai_agent: answer to 1');
  });
});

describe('many at once', () => {
  test('H6.4: of a hundred who accept one wins, the others learn that it is held', async () => {
    await server.button();
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_unused, i) =>
        server.command({ do: 'accept', operator: { id: `o${i}`, name: `Operator ${i}` } }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.type === 'done')).toHaveLength(1);
    const refused = outcomes.filter((outcome) => outcome.type === 'refused');
    expect(new Set(refused.map((outcome) => outcome.code))).toEqual(new Set(['already-held']));
    expect((await log()).filter((line) => line === 'system <handoff.accepted>')).toHaveLength(1);
  });

  test('no note is lost', async () => {
    await server.button();
    const texts = Array.from({ length: 60 }, (_unused, i) => `note ${i}`);
    await Promise.all(texts.map((text) => server.command({ do: 'note', operator: ANNA, text })));
    const open = await stores.sessions.readOpenHandoff('s');
    expect(new Set(open?.notes.map((note) => note.text))).toEqual(new Set(texts));
    expect(open?.entries).toBe((await stores.sessions.listJournal(open!.id)).length);
  });
});
