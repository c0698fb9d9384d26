import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ModelSummaryWriter } from '../../adapters/model-summary/model-summary-writer.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { makeOffer } from '../../core/handoff/offer.ts';
import { newEvent } from '../../core/log/new-event.ts';
import type { SummaryRequest, SummaryWriter, WrittenSummary } from '../../ports/summary-writer.ts';
import { ANNA, TRACE } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { showLog } from '../../testing/show-log.ts';
import { ScriptedModel } from '../../testing/scripted-model.ts';
import { TestApp } from '../../testing/test-app.ts';
import type { TestAppOptions } from '../../testing/test-app.ts';
import { turnsOfTheLoop, until } from '../../testing/until.ts';
import { changeDesk } from '../change-desk.ts';
import type { Decide } from '../change-desk.ts';
import { correctLine } from './correct-line.ts';

let stores: MemoryFixture;
let server: TestApp;

async function start(options: Partial<TestAppOptions> = {}): Promise<void> {
  server = await TestApp.start({ ...stores, ...options });
}

async function begin(options: Partial<TestAppOptions> = {}): Promise<void> {
  stores = openMemory();
  await start(options);
  await server.open();
}

afterEach(async () => {
  await server[Symbol.asyncDispose]();
  if (server.log.errors.length > 0) throw new Error(server.log.errors[0]?.message);
});

const settle = (): Promise<void> => turnsOfTheLoop(12);

async function open(): Promise<HandoffState> {
  const handoff = await stores.sessions.readOpenHandoff('s');
  if (handoff === null) throw new Error('no handoff is open');
  return handoff;
}

async function updates(): Promise<number> {
  const journal = await stores.sessions.listJournal((await open()).id);
  return journal.filter(({ fact }) => fact.type === 'package-updated').length;
}

/** A customer's message without a turn, a tool's result, whatever: straight into the log. */
async function append(...events: ReturnType<typeof newEvent>[]): Promise<void> {
  await stores.sessions.commit({ sessionId: 's', events });
}

function says(message: string): ReturnType<typeof newEvent> {
  return newEvent('message', 'customer', TRACE, {
    message,
    participant: { id: null, display_name: 'Guest' },
  });
}

const values = async (): Promise<string[]> => (await open()).package.details.map(({ value }) => value);

describe('H5.1: the package is kept current until somebody comes', () => {
  beforeEach(() => begin());

  test('what the customer writes while he waits is in it at once', async () => {
    await append(says('My parcel is lost'));
    await server.button();
    await append(says('it is order A-12345'));
    await until(async () => (await values()).includes('A-12345'));
    expect((await open()).package.transcript.to_offset).toBeGreaterThan(1);
  });

  test('what a tool answers too, and a reason that joins', async () => {
    await server.button();
    const call = { tool_id: 'shop:track', arguments: { n: 1 }, result: { data: 'lost' } };
    await append(newEvent('tool', 'ai_agent', TRACE, { tool_calls: [call] }));
    await until(async () => (await open()).package.tools.length === 1);
    await server.button();
    await stores.clock.advance(3, settle);
    await until(async () => (await open()).package.evidence.length === 2);
    expect((await open()).package.tools[0]).toMatchObject({ tool_id: 'shop:track', result: 'lost' });
  });

  test('what makes no difference is not written', async () => {
    await append(says('My parcel is lost'), says('please'));
    await server.button();
    await settle();
    await append(newEvent('custom', 'customer_ui', TRACE, { type: 'cursor' }));
    await append(newEvent('status', 'ai_agent', TRACE, { status: 'ready', data: {} }));
    await append(
      newEvent('message', 'human_agent_on_behalf_of_ai_agent', TRACE, {
        message: 'One moment',
        participant: { id: null, display_name: 'Ava' },
      }),
    );
    await stores.clock.advance(10, settle);
    expect(await updates()).toBe(0);
  });

  test('at most every 2 s, less and less often, however much is written; the last word is in it', async () => {
    await server.button();
    let order = 10_000;
    for (let second = 0; second < 600; second += 1) {
      await append(says(`and order ${order++}`));
      await stores.clock.advance(1, settle);
    }
    const many = await updates();
    expect(many).toBeGreaterThan(8);
    expect(many).toBeLessThan(25);
    await stores.clock.advance(70, settle);
    expect((await open()).package.summary).toContain(`${order - 1}`);
  });

  test('it is made anew right before somebody is offered it, however short ago that was', async () => {
    await server.button();
    for (let i = 0; i < 30; i++) {
      await append(says(`order ${20_000 + i}`));
      await settle();
    }
    expect((await open()).package.summary).not.toContain('20029');
    await offer();
    await until(async () => (await open()).package.summary.includes('20029'));
    const journal = await stores.sessions.listJournal((await open()).id);
    expect(journal.map(({ fact }) => fact.type)).toContain('offered');
  });

  test('never once somebody has it, and again when he is lost', async () => {
    await server.button();
    await server.command({ do: 'accept', operator: ANNA });
    await settle();
    const before = (await open()).package;
    await append(says('order 55501'));
    await stores.clock.advance(20, settle);
    expect((await open()).package).toEqual(before);
    await server.command({
      do: 'transfer',
      operator: ANNA,
      target: { department: (await open()).requirements.department },
      note: null,
    });
    await until(async () => (await values()).includes('55501'));
  });

  test('what was put right stays put right', async () => {
    await append(says('order 11111'));
    await server.button();
    const { id } = await open();
    const correction = { line: 'details/0', after: '11112', by: 'customer', author: null } as const;
    expect(await correctLine(server.app, id, correction, { traceId: TRACE })).toEqual({ type: 'done' });
    await append(says('and mail kim@x.org'));
    await until(async () => (await values()).includes('kim@x.org'));
    const detail = (await server.desk.read(id))?.package.details[0];
    expect(detail).toMatchObject({ value: '11112', before: '11111' });
  });

  test('what is deleted goes out of it', async () => {
    await append(says('Where is it?'));
    await server.button();
    await append(says('order 99999'));
    await until(async () => (await values()).includes('99999'));
    await stores.clock.advance(3, settle);
    const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 100 });
    const offset = events.find(({ data }) => data.includes('99999'))?.offset ?? -1;
    await stores.sessions.commit({ sessionId: 's', events: [], deleteFrom: offset });
    await until(async () => !(await values()).includes('99999'));
    expect((await open()).package.summary).toBe('The customer wrote: “Where is it?”');
  });

  test('with the values that the agent knew, and the beginning of however long a conversation', async () => {
    const beginning = Array.from({ length: 600 }, (_unused, i) =>
      i === 2 ? says('my policy number is P-1001') : says(`and then line ${i}`),
    );
    await append(...beginning);
    await server.behaviours.apply([
      {
        op: 'put',
        kind: 'variable',
        record: {
          id: 'tier',
          createdAt: 1,
          name: 'tier',
          description: null,
          toolId: null,
          freshnessRules: null,
          tags: [],
        },
      },
    ]);
    await server.behaviours.values.putValue('tier', 'guest', { id: 'v', lastModified: 1, data: 'gold' });
    await server.button();
    const made = (await open()).package;
    expect(made.variables).toEqual([{ name: 'tier', value: 'gold' }]);
    expect(made.details).toContainEqual({ kind: 'policy', value: 'P-1001', offset: 2 });
  });

  test('nothing runs on once it is over', async () => {
    await server.button();
    await append(says('order 1234567'));
    await append(says('order 1234568'));
    await settle();
    await server.command({ do: 'withdraw' });
    await stores.clock.advance(3600, settle);
    await server[Symbol.asyncDispose]();
    expect((await stores.sessions.readLastHandoff('s'))?.stage).toBe('withdrawn');
    await start();
  });
});

/** Puts the open handoff to Anna, as routing would. */
async function offer(): Promise<void> {
  const decide: Decide = (desk, moment) => makeOffer(desk, ANNA, moment);
  await changeDesk(server.app, 's', decide, { traceId: TRACE });
}

class Writer implements SummaryWriter {
  readonly requests: SummaryRequest[] = [];
  readonly #answer: (request: SummaryRequest, call: number) => Promise<WrittenSummary>;

  constructor(answer: (request: SummaryRequest, call: number) => Promise<WrittenSummary> | WrittenSummary) {
    this.#answer = async (request, call) => answer(request, call);
  }

  write(request: SummaryRequest): Promise<WrittenSummary> {
    this.requests.push(request);
    return this.#answer(request, this.requests.length);
  }
}

const WRITTEN: WrittenSummary = {
  wants: 'The customer wants to know where order A-12345 is.',
  tried: null,
  open: 'Open: where the parcel is.',
  intent: 'lost parcel',
};

describe('H5.4: a model writes the summary beside the request', () => {
  test('once the request stands; what it writes is checked and says who wrote it', async () => {
    const writer = new Writer(() => WRITTEN);
    await begin({ summaryWriter: writer });
    await append(says('Where is my parcel, order A-12345?'));
    expect(writer.requests).toHaveLength(0);
    await server.button();
    await until(async () => (await open()).package.summary_by === 'model');
    const { summary, intent } = (await open()).package;
    expect(summary).toBe('The customer wants to know where order A-12345 is. Open: where the parcel is.');
    expect(intent).toBe('lost parcel');
    expect(writer.requests).toHaveLength(1);
  });

  test('a model that hangs holds nobody: the handoff is queued and told at once, and the extract stands', async () => {
    const writer = new Writer(() => new Promise<WrittenSummary>(() => undefined));
    await begin({ summaryWriter: writer });
    await append(says('Where is my parcel, order A-12345?'));
    await server.button();
    const { stage, package: made } = await open();
    expect([stage, made.summary_by]).toEqual(['queued', 'extract']);
    const log = await showLog(stores.sessions, 's');
    expect(log.filter((line) => line.startsWith('system: '))).toHaveLength(1);
    await until(() => writer.requests.length === 1);
    await append(says('hello?'));
    await until(async () => (await open()).package.summary.includes('hello?'));
    await stores.clock.advance(21, settle);
    expect(writer.requests[0]?.signal.aborted).toBe(true);
    expect((await open()).package.summary_by).toBe('extract');
    expect((await open()).package.summary).toContain('A-12345');
  });

  test('a provider that never answers is none the handoff waits for', async () => {
    const model = new ScriptedModel({ summarise: () => new Promise(() => undefined) });
    await begin({ summaryWriter: new ModelSummaryWriter(model) });
    await append(says('Where is my parcel, order A-12345?'));
    await server.button();
    expect((await open()).stage).toBe('queued');
    await until(() => model.underWay.length === 1);
    await server.command({ do: 'accept', operator: ANNA });
    expect((await open()).stage).toBe('active');
    await stores.clock.advance(21, settle);
    expect(model.underWay).toEqual([]);
    expect((await open()).package.summary).toContain('A-12345');
  });

  test.each<[string, () => Promise<WrittenSummary> | WrittenSummary]>([
    ['is down', () => Promise.reject(new Error('no model'))],
    ['makes up a number', () => ({ ...WRITTEN, wants: 'The customer wants order A-99999.' })],
    ['makes up a name', () => ({ ...WRITTEN, open: 'Open: what Mallory said.' })],
    ['promises', () => ({ ...WRITTEN, tried: 'The AI promised a refund.' })],
    ['writes too much', () => ({ ...WRITTEN, wants: 'The customer waits. He is angry.' })],
  ])('that %s leaves the extract and is not asked again', async (_name, answer) => {
    const writer = new Writer(answer);
    await begin({ summaryWriter: writer });
    await append(says('Where is my parcel, order A-12345?'));
    await server.button();
    await until(() => writer.requests.length === 1);
    await settle();
    await stores.clock.advance(60, settle);
    await append(says('order 7654321'));
    await until(async () => (await values()).includes('7654321'));
    await stores.clock.advance(60, settle);
    expect((await open()).package.summary_by).toBe('extract');
    expect((await open()).package.summary).toContain('A-12345');
    expect(writer.requests).toHaveLength(1);
  });

  test('is asked again for what is new, a few times; then the extract tells it', async () => {
    const writer = new Writer((_request, call) => ({ ...WRITTEN, open: `Open: line ${call}.` }));
    await begin({ summaryWriter: writer });
    await append(says('Where is order A-12345? line 1 2 3 4 5 6 7 8 9'));
    await server.button();
    await until(async () => (await open()).package.summary_by === 'model');
    for (let i = 1; i < 8; i++) {
      await stores.clock.advance(70, settle);
      await append(says(`now order ${30_000 + i}`));
      await until(async () => (await values()).includes(`${30_000 + i}`));
      await settle();
    }
    expect(writer.requests).toHaveLength(4);
    expect((await open()).package.summary_by).toBe('extract');
    expect((await open()).package.summary).toContain('30007');
  });

  test('is nothing that somebody who came meanwhile would see change', async () => {
    const held = Promise.withResolvers<WrittenSummary>();
    const writer = new Writer(() => held.promise);
    await begin({ summaryWriter: writer });
    await append(says('Where is my parcel, order A-12345?'));
    await server.button();
    await until(() => writer.requests.length === 1);
    await server.command({ do: 'accept', operator: ANNA });
    held.resolve(WRITTEN);
    await settle();
    expect((await open()).package.summary_by).toBe('extract');
  });

  test('reads nothing that moderation has flagged', async () => {
    const writer = new Writer(() => WRITTEN);
    await begin({ summaryWriter: writer });
    const participant = { id: null, display_name: 'Guest' };
    const flagged = { message: 'something vile', participant, flagged: true, tags: ['hate'] };
    await append(says('Where is order A-12345?'), newEvent('message', 'customer', TRACE, flagged));
    await server.button();
    await until(() => writer.requests.length === 1);
    expect(writer.requests[0]?.lines.map(({ text }) => text)).toContain('[withheld]');
    expect(JSON.stringify(writer.requests[0]?.lines)).not.toContain('vile');
  });
});
