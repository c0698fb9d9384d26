import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ToolContext, ToolResult } from '../../engine/tool-definition.ts';
import { guideline, toolOf } from '../../testing/make-behaviour.ts';
import { ANNA, BEN } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { PlainStages } from '../../testing/plain-stages.ts';
import { TestApp } from '../../testing/test-app.ts';
import { turnsOfTheLoop, until } from '../../testing/until.ts';
import { recordAiCommitment } from './record-commitment.ts';

const DUE = '2030-05-01T12:00:00Z';
const DUE_AT = Date.parse(DUE) * 1000;

let stores: MemoryFixture;
let server: TestApp;
let plain: PlainStages;
beforeEach(async () => {
  stores = openMemory();
  plain = new PlainStages();
  server = await TestApp.start({ ...stores, stages: plain.stages });
  await server.open();
});
afterEach(() => server[Symbol.asyncDispose]());

/** The customer says `go`, and these tools run. */
async function go(...runs: ((context: ToolContext) => Promise<ToolResult>)[]): Promise<void> {
  for (const [index, run] of runs.entries()) server.behaviours.defineTool(toolOf(`tool${index}`, run));
  const toolIds = runs.map((_run, index) => ({ service: 'built-in', tool: `tool${index}` }));
  server.behaviours.define('guideline', guideline('go', { toolIds }));
  await server.customerSays('go');
  await server.turns.idle();
}

async function promises(): Promise<
  { text: string; due: number | null; author: unknown; settled: boolean }[]
> {
  const open = await stores.sessions.readOpenHandoff('s');
  return (open?.commitments ?? []).map(({ text, due, author, settledAt }) => ({
    text,
    due,
    author,
    settled: settledAt !== null,
  }));
}

describe('H5.1 what the AI’s tools promise', () => {
  test('is on the record of the next handoff, and of that one only', async () => {
    await go(async (tool) => {
      await tool.commit('We refund 30 euros', { due: DUE });
      await tool.commit('We write to you');
      return { data: 1 };
    });
    await server.customerSays('another turn keeps it');
    await server.turns.idle();
    await server.button();
    expect(await promises()).toEqual([
      { text: 'We refund 30 euros', due: DUE_AT, author: null, settled: false },
      { text: 'We write to you', due: null, author: null, settled: false },
    ]);
    await server.command({ do: 'withdraw' });
    await server.button();
    expect(await promises()).toEqual([]);
  });

  test('of several tools in one turn is all kept, and by a control field too', async () => {
    await go(
      async (tool) => {
        await Promise.all([tool.commit('one'), tool.commit('two')]);
        return { data: 1 };
      },
      async (tool) => {
        await tool.commit('three');
        return { data: 1, control: { commitment: { text: 'four', due: DUE } } };
      },
    );
    await server.button();
    expect((await promises()).map(({ text }) => text).toSorted()).toEqual(['four', 'one', 'three', 'two']);
  });

  test('is on the handoff that the same turn makes', async () => {
    await go(async (tool) => {
      await tool.commit('A colleague calls you');
      return { data: 1, control: { mode: 'manual' } };
    });
    expect((await promises()).map(({ text }) => text)).toEqual(['A colleague calls you']);
  });

  test('survives a restart', async () => {
    await go(async (tool) => {
      await tool.commit('We refund 30 euros');
      return { data: 1 };
    });
    await server[Symbol.asyncDispose]();
    server = await TestApp.start({ ...stores, stages: plain.stages });
    await server.button();
    expect(await promises()).toHaveLength(1);
  });

  test('with a time is a follow-up at once, whether or not somebody comes', async () => {
    await go(async (tool) => {
      await tool.commit('We refund 30 euros', { due: new Date(DUE) });
      return { data: 1 };
    });
    expect(await stores.desk.listFollowUps({ limit: 9 })).toMatchObject([
      {
        kind: 'commitment',
        text: 'We refund 30 euros',
        due: DUE_AT,
        owner: null,
        state: 'open',
        sessionId: 's',
      },
    ]);
  });

  test.each<[string, (tool: ToolContext) => Promise<void>]>([
    ['no words', (tool) => tool.commit(' ')],
    ['too many words', (tool) => tool.commit('x'.repeat(501))],
    ['a time that is none', (tool) => tool.commit('x', { due: 'soon' })],
    ['a time before all times', (tool) => tool.commit('x', { due: new Date(Number.NaN) })],
    ['a time in a thousand years', (tool) => tool.commit('x', { due: '3026-01-01T00:00:00Z' })],
  ])('fails the call when it is %s', async (_name, commit) => {
    await go(async (tool) => {
      await commit(tool);
      return { data: 1 };
    });
    expect(plain.last.calls[0]?.error).toBe('The tool failed.');
    await server.button();
    expect(await promises()).toEqual([]);
  });

  test('is not handed over once its follow-up is done', async () => {
    await go(async (tool) => {
      await tool.commit('We refund 30 euros', { due: DUE });
      await tool.commit('We write to you');
      return { data: 1 };
    });
    const [followUp] = await stores.desk.listFollowUps({ limit: 9 });
    await server.followUps.settle(followUp?.id ?? '', 'done', { operator: BEN, lead: true, result: null });
    const kept = async (): Promise<string> => JSON.stringify((await server.session()).agentState);
    await until(async () => !(await kept()).includes('30 euros'));
    await server.button();
    expect((await promises()).map(({ text }) => text)).toEqual(['We write to you']);
  });

  test('handed over, it is settled there with its follow-up', async () => {
    await go(async (tool) => {
      await tool.commit('We refund 30 euros', { due: DUE });
      return { data: 1 };
    });
    await server.button();
    const [followUp] = await stores.desk.listFollowUps({ limit: 9 });
    await server.followUps.settle(followUp?.id ?? '', 'done', { operator: BEN, lead: true, result: null });
    await until(async () => (await promises())[0]?.settled === true);
    expect(await promises()).toMatchObject([{ text: 'We refund 30 euros', settled: true }]);
  });

  test('made while a person is being asked for, it is on the record once, whichever is first', async () => {
    for (let round = 0; round < 12; round += 1) {
      const id = `race-${round}`;
      await server.open(id);
      const promise = { text: 'We refund 30 euros', due: null, traceId: 't' };
      await Promise.all([
        turnsOfTheLoop(round % 4).then(() => recordAiCommitment(server.app, id, promise, [])),
        turnsOfTheLoop(Math.floor(round / 4)).then(() => server.button(id)),
      ]);
      const open = await stores.sessions.readOpenHandoff(id);
      expect(open?.commitments.map(({ text }) => text)).toEqual(['We refund 30 euros']);
    }
  });

  test('H5.1 a text alone promises nothing', async () => {
    await go(async (tool) => {
      await tool.emitMessage('We promise to refund 30 euros by Friday.');
      return { data: 1 };
    });
    await server.button();
    expect(await promises()).toEqual([]);
  });
});

describe('H8.4 what an operator promises', () => {
  const held = async (due: number | null): Promise<void> => {
    await server.button();
    await server.command({ do: 'accept', operator: ANNA });
    await server.command({ do: 'commit', operator: ANNA, id: 'p', text: 'I call you', due });
  };
  const resolve = { do: 'resolve', operator: ANNA, disposition: 'solved', outcome: null } as const;

  test('is not closed in silence', async () => {
    await held(null);
    expect(await server.command(resolve)).toMatchObject({ type: 'refused', code: 'commitment-open' });
    expect(await server.command({ ...resolve, do: 'return' })).toMatchObject({ code: 'commitment-open' });
    expect((await server.session()).control.mode).toBe('manual');
    await server.command({ do: 'settle-commitment', operator: ANNA, id: 'p' });
    expect((await server.command(resolve)).type).toBe('done');
  });

  test('with a time is his follow-up, also after the end; without one it is none', async () => {
    await held(DUE_AT);
    await server.command({ ...resolve, keepCommitments: true });
    expect(await stores.desk.readFollowUp('p')).toMatchObject({ owner: ANNA, due: DUE_AT, state: 'open' });
    await server.open('t');
    await server.button('t');
    await server.command({ do: 'commit', operator: ANNA, id: 'q', text: 'x', due: null }, 't');
    expect(await stores.desk.readFollowUp('q')).toBeNull();
  });

  test('once settled, its follow-up is done', async () => {
    await held(DUE_AT);
    await server.command({ do: 'settle-commitment', operator: ANNA, id: 'p' });
    await until(async () => (await stores.desk.readFollowUp('p'))?.state === 'done');
    expect(await stores.desk.readFollowUp('p')).toMatchObject({ result: 'settled' });
  });

  test('settled by its follow-up, it is settled on the record', async () => {
    await held(DUE_AT);
    await server.followUps.settle('p', 'done', { operator: BEN, lead: true, result: 'called' });
    await until(async () => (await promises())[0]?.settled === true);
    expect(await stores.desk.readFollowUp('p')).toMatchObject({ state: 'done', result: 'called' });
  });

  test('its time comes, also after the end and a restart: it is due', async () => {
    await held(DUE_AT);
    await server.command({ ...resolve, keepCommitments: true });
    await server[Symbol.asyncDispose]();
    server = await TestApp.start({ ...stores, stages: plain.stages });
    expect((await stores.desk.readFollowUp('p'))?.state).toBe('open');
    stores.clock.jump((DUE_AT - stores.clock.now()) / 1_000_000 + 1);
    await until(async () => (await stores.desk.readFollowUp('p'))?.state === 'due');
    expect((await server.session()).control.mode).toBe('auto');
  });

  test.each<[string, string, () => Promise<unknown>]>([
    ['an outside system', 'returned', () => server.setMode('auto')],
    ['the customer', 'abandoned', () => server.command({ do: 'leave' })],
  ])('%s may end it, and he who promised is asked', async (_who, end, act) => {
    await held(null);
    const open = await stores.sessions.readOpenHandoff('s');
    await act();
    const journal = await stores.sessions.listJournal(open?.id ?? '');
    expect(journal.slice(-2).map(({ fact }) => fact.type)).toEqual(['owner-asked', end]);
  });
});

test('H8.4 what was settled just before a crash is made good at the start', async () => {
  await server.button();
  await server.command({ do: 'accept', operator: ANNA });
  await server.command({ do: 'commit', operator: ANNA, id: 'p', text: 'I call you', due: DUE_AT });
  await server.command({ do: 'settle-commitment', operator: ANNA, id: 'p' });
  await until(async () => (await stores.desk.readFollowUp('p'))?.state === 'done');
  const done = (await stores.desk.readFollowUp('p')) ?? expect.fail('there is one');
  // As if the server had stopped between the two writes.
  await stores.desk.writeFollowUp({ ...done, state: 'due' }, done);
  await server[Symbol.asyncDispose]();
  server = await TestApp.start({ ...stores, stages: plain.stages });
  await until(async () => (await stores.desk.readFollowUp('p'))?.state === 'done');
});
