import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linesForCustomer } from '../../core/package/lines-for-customer.ts';
import { ANNA, TRACE } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { showLog } from '../../testing/show-log.ts';
import { TestApp } from '../../testing/test-app.ts';
import { correctLine } from './correct-line.ts';
import type { CommandOutcome } from '../command-outcome.ts';

let stores: MemoryFixture;
let server: TestApp;
let id: string;

beforeEach(async () => {
  stores = openMemory();
  server = await TestApp.start(stores);
  await server.open();
  await server.customerSays('My parcel is lost, order A-12345. Where is it?');
  await server.button();
  id = (await stores.sessions.readOpenHandoff('s'))?.id ?? '';
});
afterEach(() => server[Symbol.asyncDispose]());

const customer = { by: 'customer', author: null } as const;
const operator = { by: 'operator', author: ANNA } as const;

function correct(
  line: string,
  after: string | null,
  who: typeof customer | typeof operator = customer,
): Promise<CommandOutcome> {
  return correctLine(server.app, id, { line, after, ...who }, { traceId: TRACE });
}

async function detail() {
  const read = await server.desk.read(id);
  if (read === null) throw new Error('no handoff');
  return read;
}

describe('H5.3: what was handed over can be put right', () => {
  test('by the customer: everybody sees both, and the log tells of it', async () => {
    expect(await correct('details/0', ' A-12346 ')).toEqual({ type: 'done' });
    const { package: made } = await detail();
    expect(made.details[0]).toMatchObject({ value: 'A-12346', before: 'A-12345' });
    expect(made.corrections).toMatchObject([
      { line: 'details/0', before: 'A-12345', after: 'A-12346', by: 'customer', author: null },
    ]);
    const corrected = (await showLog(stores.sessions, 's')).filter((line) => line.includes('corrected'));
    expect(corrected).toEqual(['system <handoff.corrected>']);
    const state = await stores.sessions.readHandoff(id);
    const line = state === null ? null : linesForCustomer(state).find((each) => each.line === 'details/0');
    expect(line).toEqual({ line: 'details/0', kind: 'order', text: 'A-12346', before: 'A-12345' });
  });

  test('by an operator, with his name, and without an event that the customer reads', async () => {
    expect(await correct('summary', 'Parcel A-12345 went to a neighbour.', operator)).toEqual({
      type: 'done',
    });
    const { summary, package: made } = await detail();
    expect([summary, made.summary]).toEqual([
      'Parcel A-12345 went to a neighbour.',
      'Parcel A-12345 went to a neighbour.',
    ]);
    expect(made.corrections[0]).toMatchObject({ by: 'operator', author: ANNA });
    expect(made.corrections[0]?.before).toContain('My parcel is lost');
    expect((await showLog(stores.sessions, 's')).join()).not.toContain('corrected');
  });

  test('once more, what stood in between is what was put right', async () => {
    await correct('details/0', 'B-1');
    await correct('details/0', 'B-2', operator);
    const { package: made } = await detail();
    expect(made.details[0]).toMatchObject({ value: 'B-2', before: 'A-12345' });
    expect(made.corrections.map(({ before }) => before)).toEqual(['A-12345', 'B-1']);
  });

  test('to nothing, and back', async () => {
    await correct('details/0', null);
    expect((await detail()).package.details[0]).toMatchObject({ value: '', before: 'A-12345' });
    await correct('details/0', 'A-12345');
    expect((await detail()).package.details[0]).toMatchObject({ value: 'A-12345', before: 'A-12345' });
    await correct('open_question', null);
    expect((await detail()).package.open_question).toBeNull();
    await correct('open_question', 'Who has it?');
    expect((await detail()).package.open_question?.text).toBe('Who has it?');
  });

  test('the same again changes nothing', async () => {
    await correct('details/0', 'B-1');
    expect(await correct('details/0', 'B-1')).toEqual({ type: 'done' });
    expect((await detail()).package.corrections).toHaveLength(1);
  });

  test('a repeated request is done once', async () => {
    const request = { traceId: TRACE, idempotency: { key: 'k', fingerprint: 'f' } };
    const correction = { line: 'details/0', after: 'B-1', ...customer };
    expect(await correctLine(server.app, id, correction, request)).toEqual({ type: 'done' });
    expect(await correctLine(server.app, id, correction, request)).toEqual({ type: 'done' });
    const other = { traceId: TRACE, idempotency: { key: 'k', fingerprint: 'g' } };
    expect(await correctLine(server.app, id, correction, other)).toEqual({ type: 'idempotency-mismatch' });
    expect((await detail()).package.corrections).toHaveLength(1);
  });

  test.each<[string, string | null]>([
    ['details/7', 'x'],
    ['details/-1', 'x'],
    ['details/00', 'x'],
    ['details/0/value', 'x'],
    ['evidence/0', 'x'],
    ['__proto__', 'x'],
    ['', 'x'],
    // The condition of a guideline is none of the customer's lines.
    ['intent', 'x'],
    ['details/0', '   '],
    ['details/0', 'x'.repeat(301)],
    ['summary', 'x'.repeat(1001)],
  ])('not %j to %j', async (line, after) => {
    expect((await correct(line, after)).type).toBe('invalid');
    expect((await detail()).package.corrections).toEqual([]);
  });

  test('an operator may put the intent right too; then the customer sees it', async () => {
    expect(await correct('intent', 'lost parcel', operator)).toEqual({ type: 'done' });
    expect((await detail()).package.intent).toBe('lost parcel');
    const state = await stores.sessions.readHandoff(id);
    const lines = state === null ? [] : linesForCustomer(state);
    expect(lines.find(({ line }) => line === 'intent')).toMatchObject({ text: 'lost parcel', before: null });
  });

  test('without control characters, and not after the end', async () => {
    await correct('details/0', 'B-\u0000\u202e1');
    expect((await detail()).package.details[0]?.value).toBe('B-1');
    await server.command({ do: 'withdraw' });
    expect(await correct('details/0', 'C-1')).toMatchObject({ type: 'refused', code: 'wrong-stage' });
    expect(
      await correctLine(server.app, 'none', { line: 'summary', after: 'x', ...customer }, { traceId: TRACE }),
    ).toEqual({
      type: 'not-found',
    });
  });

  test('at most a hundred times', async () => {
    for (let i = 0; i < 100; i++) await correct('details/0', `B-${i}`);
    expect(await correct('details/0', 'C-1')).toMatchObject({ type: 'refused' });
    expect((await detail()).package.corrections).toHaveLength(100);
  });
});
