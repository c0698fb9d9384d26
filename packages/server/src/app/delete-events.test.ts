import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { foldControl } from '../core/log/fold-control.ts';
import { newEvent } from '../core/log/new-event.ts';
import { HeldStage } from '../testing/held-stage.ts';
import { ANNA } from '../testing/make.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { scriptedStages } from '../testing/scripted-stages.ts';
import { showLog } from '../testing/show-log.ts';
import { TestApp } from '../testing/test-app.ts';
import { until } from '../testing/until.ts';
import { deleteEvents } from './delete-events.ts';
import { deleteSessions } from './delete-sessions.ts';

let stores: MemoryFixture;
let server: TestApp;
let held: HeldStage;
beforeEach(async () => {
  stores = openMemory();
  held = new HeldStage('compose');
  server = await TestApp.start({ ...stores, stages: scriptedStages(held) });
  await server.open();
});
afterEach(async () => {
  held.letGo();
  await server[Symbol.asyncDispose]();
});

const log = (): Promise<string[]> => showLog(stores.sessions, 's');
const remove = (from: number): ReturnType<typeof deleteEvents> =>
  deleteEvents(server.app, 's', from, 'trace');

async function answered(text: string): Promise<void> {
  held.letGo();
  await server.customerSays(text);
  await server.turns.idle();
}

describe('deleting events', () => {
  test('hides them from the first of a trace on', async () => {
    await answered('one');
    const second = (await server.session()).nextOffset;
    await answered('two');
    expect(await remove(second)).toBe('deleted');
    expect((await log()).at(-1)).toBe('ai_agent completed');
    expect(await log()).toHaveLength(second);
    expect(await remove(-5)).toBe('deleted');
    expect(await log()).toEqual([]);
  });

  test('never cuts a turn in two', async () => {
    await answered('one');
    expect(await remove(3)).toBe('inside-trace');
    expect(await log()).toContain('ai_agent: answer to 0');
  });

  test('beyond the end, or of no session, changes nothing', async () => {
    await answered('one');
    const before = await log();
    expect(await remove(999)).toBe('deleted');
    expect(await log()).toEqual(before);
    expect(await deleteEvents(server.app, 'none', 0, 'trace')).toBe('no-session');
  });

  test('H2.1: an answer that is under way to a message that is deleted is not given', async () => {
    await server.customerSays('one');
    await until(() => held.reached === 1);
    await remove(0);
    held.letGo();
    await server.turns.idle();
    expect((await log()).filter((line) => line.startsWith('ai_agent:'))).toEqual([]);
  });

  test('an answer to a message that stays is begun anew', async () => {
    await server.customerSays('one');
    await until(() => held.reached === 1);
    await stores.sessions.commit({
      sessionId: 's',
      events: [newEvent('custom', 'customer', 'other', { clicked: 1 })],
    });
    const { nextOffset } = await server.session();
    expect(await remove(nextOffset - 1)).toBe('deleted');
    held.letGo();
    await server.turns.idle();
    expect((await log()).filter((line) => line.startsWith('ai_agent:'))).toEqual(['ai_agent: answer to 0']);
  });

  describe('H3.7: in the middle of a handoff', () => {
    async function visibleControl(): Promise<unknown> {
      const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 1000 });
      const { mode, epoch } = foldControl(events);
      return { mode, epoch };
    }

    test('that began among them: it ends, and the AI has the session', async () => {
      await answered('one');
      const { nextOffset } = await server.session();
      await server.button();
      await server.command({ do: 'accept', operator: ANNA });
      await remove(nextOffset);
      expect((await log()).slice(nextOffset)).toEqual(['system <handoff.failed>']);
      expect(await stores.sessions.readOpenHandoff('s')).toBeNull();
      const { mode, epoch } = (await server.session()).control;
      expect([mode, await visibleControl()]).toEqual(['auto', { mode, epoch }]);
    });

    test('that began before them: it goes on, and the log still tells who holds the session', async () => {
      await server.button();
      const { nextOffset } = await server.session();
      await server.command({ do: 'accept', operator: ANNA });
      await remove(nextOffset);
      expect((await log()).slice(nextOffset)).toEqual(['system <mode.changed>']);
      expect(await stores.sessions.readOpenHandoff('s')).toMatchObject({ stage: 'active', operator: ANNA });
      const { mode, epoch } = (await server.session()).control;
      expect([mode, await visibleControl()]).toEqual(['manual', { mode, epoch }]);
    });
  });
});

describe('deleting a session', () => {
  test('H3.7: ends its turn and its handoff with it', async () => {
    await server.customerSays('one');
    await until(() => held.reached === 1);
    await server.open('t');
    await server.button('t');
    expect(await deleteSessions(server.app, ['s', 't', 'none'])).toEqual(['s', 't']);
    held.letGo();
    await server.turns.idle();
    expect(await stores.sessions.readSession('s')).toBeNull();
    expect(await stores.sessions.listHandoffs({ limit: 10 })).toEqual([]);
    expect(server.log.errors).toEqual([]);
  });
});
