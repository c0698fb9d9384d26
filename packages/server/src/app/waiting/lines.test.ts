import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { array, assert, asyncProperty, constantFrom, integer, record as recordOf } from 'fast-check';
import { makeSession } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { TestApp } from '../../testing/test-app.ts';
import { turnsOfTheLoop } from '../../testing/until.ts';
import { requestHandoff } from '../request-handoff.ts';
import { newTraceId } from '../random-id.ts';

const EVIDENCE = { trigger: 'api', offset: null, score: null, threshold: null, quote: null };
const settle = (): Promise<void> => turnsOfTheLoop(8);

let stores: MemoryFixture;
let server: TestApp;
beforeEach(async () => {
  stores = openMemory();
  server = await TestApp.start(stores);
});
afterEach(() => server[Symbol.asyncDispose]());

async function ask(sessionId: string, department = 'support', priority = 0): Promise<void> {
  await server.app.sessions.createSession(makeSession(sessionId));
  await requestHandoff(server.app, sessionId, {
    reason: 'api',
    evidence: [EVIDENCE],
    priority,
    wanted: { department },
    transition: { by: 'desk', text: null },
    traceId: newTraceId(),
  });
}

async function staffed(
  id: string,
  departments: string[],
  maxChats = 2,
): Promise<{ id: string; name: string }> {
  await server.staff.createOperator({ id, name: id, departments, max_chats: maxChats });
  await server.staff.setPresence(id, 'available');
  return { id, name: id };
}

const status = (id = 'support'): ReturnType<TestApp['lines']['statusOf']> =>
  server.lines.statusOf(id, stores.clock.now());

/** Time in which an operator stays here. */
async function pass(seconds: number, operatorId: string): Promise<void> {
  for (let left = seconds; left > 0; left -= 15) {
    await stores.clock.advance(Math.min(left, 15), settle);
    await server.staff.heartbeat(operatorId);
  }
}

/** Sessions that are asked for, taken and resolved one after the other, five minutes each. */
async function work(count: number, operator: { id: string; name: string }): Promise<void> {
  for (let n = 0; n < count; n++) {
    const id = `past-${n}`;
    await ask(id);
    await server.command({ do: 'offer', operator, operatorId: operator.id }, id);
    await pass(10, operator.id);
    await server.command({ do: 'accept', operator }, id);
    await pass(280 + (n % 5) * 10, operator.id);
    await server.command({ do: 'resolve', operator, disposition: 'solved', outcome: null }, id);
    await server.changes.settled();
  }
}

describe('H7.2: a department as it is now', () => {
  test('counts who is here, what they can hold, what they do and who waits', async () => {
    await server.staff.createDepartment({ id: 'claims', name: 'Claims' });
    const anna = await staffed('anna', ['support', 'claims'], 3);
    await staffed('ben', ['claims'], 2);
    await ask('a');
    await ask('b');
    await ask('c', 'claims');
    await server.command({ do: 'accept', operator: anna }, 'a');
    await server.changes.settled();
    // Anna is in both: her three chats, and the one she has, count in each.
    expect(status()).toMatchObject({ operators_present: 1, slots: 3, busy: 1, waiting: 1 });
    expect(status('claims')).toMatchObject({ operators_present: 2, slots: 5, busy: 1, waiting: 1 });
    await server.staff.setPresence('anna', 'away');
    expect(status()).toMatchObject({ operators_present: 0, slots: 0, busy: 0, waiting: 1 });
    await server.staff.updateOperator('ben', { departments: ['support'] });
    expect(status()).toMatchObject({ operators_present: 1, slots: 2, busy: 0 });
    expect(status('claims')).toMatchObject({ operators_present: 0, slots: 0 });
    await server.staff.deleteOperator('ben');
    expect(status()).toMatchObject({ operators_present: 0, slots: 0 });
  });

  test('the oldest request is the one that has waited longest, whatever its priority', async () => {
    await ask('old');
    await stores.clock.advance(10, settle);
    await ask('urgent', 'support', 5);
    await server.changes.settled();
    const old = await server.app.sessions.readOpenHandoff('old');
    const since = status().longest_wait_since_utc ?? '';
    expect(Date.parse(since)).toBe(Math.floor((old?.requestedAt ?? 0) / 1000));
    expect(server.lines.positionOf(old?.id ?? '')).toBe(2);
  });

  test('whatever happens, what is counted along equals what a count finds', async () => {
    const act = recordOf({
      what: constantFrom('ask', 'take', 'resolve', 'leave', 'away', 'back', 'move', 'grow', 'urgent'),
      session: integer({ min: 0, max: 5 }),
      who: constantFrom('anna', 'ben'),
      where: constantFrom('support', 'claims'),
    });
    await assert(
      asyncProperty(array(act, { maxLength: 30 }), async (acts) => {
        await server[Symbol.asyncDispose]();
        stores = openMemory();
        server = await TestApp.start(stores);
        await server.staff.createDepartment({ id: 'claims', name: 'Claims' });
        for (const who of ['anna', 'ben']) await staffed(who, ['support']);
        let asked = 0;
        const sessions: string[] = [];
        for (const { what, session, who, where } of acts) {
          const operator = { id: who, name: who };
          const id = sessions[session] ?? '';
          if (what === 'ask' || what === 'urgent') {
            const name = `s${asked++}`;
            sessions.unshift(name);
            await ask(name, where, what === 'urgent' ? 3 : 0);
          } else if (what === 'take') await server.command({ do: 'accept', operator }, id);
          else if (what === 'resolve')
            await server.command({ do: 'resolve', operator, disposition: 'done', outcome: null }, id);
          else if (what === 'leave') await server.command({ do: 'leave' }, id);
          else if (what === 'away') await server.staff.setPresence(who, 'away');
          else if (what === 'back') await server.staff.setPresence(who, 'available');
          else if (what === 'move')
            await server.staff.updateOperator(who, { departments: [where], max_chats: session + 1 });
          else
            await server.command({ do: 'transfer', operator, target: { department: where }, note: null }, id);
        }
        await server.changes.settled();
        for (const department of ['support', 'claims']) {
          const { waiting, slots, busy, operators_present } = status(department);
          expect({ waiting, slots, busy, operators_present }).toEqual(await counted(department));
        }
      }),
      { numRuns: 40 },
    );
  });
});

async function counted(department: string): Promise<object> {
  const open = await server.app.sessions.listHandoffs({ stage: 'open', limit: 100 });
  const here = server.staff
    .operators()
    .filter(({ record }) => record.departments.includes(department) && server.staff.isPresent(record.id));
  const loadOf = (id: string): number =>
    open.filter(({ offer, operator, stage }) =>
      offer === null
        ? operator?.id === id && (stage === 'active' || stage === 'returning')
        : offer.operator.id === id,
    ).length;
  return {
    waiting: open.filter(
      ({ stage, requirements }) =>
        requirements.department === department && ['requested', 'queued', 'offered'].includes(stage),
    ).length,
    slots: here.reduce((sum, { record }) => sum + record.maxChats, 0),
    busy: here.reduce((sum, { record }) => sum + Math.min(record.maxChats, loadOf(record.id)), 0),
    operators_present: here.length,
  };
}

describe('H7.2: the band', () => {
  test('says that it does not know, then what the department has shown, also after a restart', async () => {
    const anna = await staffed('anna', ['support'], 1);
    expect(status().wait).toBeNull();
    await work(10, anna);
    await ask('held');
    await server.command({ do: 'accept', operator: anna }, 'held');
    await server.changes.settled();
    const { wait } = status();
    expect(wait).toEqual({ from: 60, to: 300 });
    await server[Symbol.asyncDispose]();
    server = await TestApp.start(stores);
    await server.staff.setPresence('anna', 'available');
    expect(status().wait).toEqual(wait);
  });

  test('the estimate is kept on the handoff and its worth is counted', async () => {
    const anna = await staffed('anna', ['support'], 1);
    await work(10, anna);
    await ask('held');
    await server.command({ do: 'accept', operator: anna }, 'held');
    await server.changes.settled();
    await ask('next');
    const handoff = await server.app.sessions.readOpenHandoff('next');
    expect(handoff?.told).toMatchObject({ position: 1, range: { from: 60, to: 300 } });
    expect(handoff?.quote?.bucket).toBe('next');
    expect(status().calibration?.answers ?? 0).toBeLessThanOrEqual(10);
    const before = status().calibration?.answers ?? 0;
    await server.command({ do: 'withdraw' }, 'next');
    await server.changes.settled();
    expect(status().calibration?.answers).toBe(before + 1);
  });
});
