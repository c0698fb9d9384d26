import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SummaryWriter, WrittenSummary } from '../../ports/summary-writer.ts';
import { ANNA, BEN } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import { TestApp } from '../../testing/test-app.ts';
import type { CommandOutcome } from '../command-outcome.ts';
import { newTraceId } from '../random-id.ts';
import { refreshSummary } from './refresh-summary.ts';

const WRITTEN: WrittenSummary = {
  wants: 'The customer wants a refund.',
  tried: null,
  open: 'Open: when the money comes.',
  intent: 'refund',
};

let server: TestApp;
let write: SummaryWriter['write'];
const writer: SummaryWriter = { write: (request) => write(request) };

beforeEach(async () => {
  write = async () => WRITTEN;
  server = await TestApp.start(openMemory());
  await server.open();
  await server.customerSays('I want a refund for my shoes.');
  await server.turns.idle();
  await server.button();
  await server.command({ do: 'accept', operator: ANNA });
  await server.customerSays('And I moved to Berlin: when does the money come?');
});
afterEach(() => server[Symbol.asyncDispose]());

async function refresh(by: SummaryWriter | null, operator = ANNA): Promise<CommandOutcome> {
  const [handoff] = await server.app.sessions.listHandoffs({ session: 's', limit: 1 });
  const command = { handoffId: handoff?.id ?? '', operator };
  return refreshSummary(server.app, by, command, { traceId: newTraceId() });
}

async function summary(): Promise<[string | undefined, string | undefined]> {
  const made = (await server.app.sessions.readOpenHandoff('s'))?.package;
  return [made?.summary, made?.summary_by];
}

describe('H5.1 the summary is written anew while somebody holds the session', () => {
  test('by a model', async () => {
    expect(await refresh(writer)).toEqual({ type: 'done' });
    expect(await summary()).toEqual(['The customer wants a refund. Open: when the money comes.', 'model']);
    expect(await refresh(writer)).toEqual({ type: 'done' });
  });

  test.each<[string, SummaryWriter['write']]>([
    ['is down', () => Promise.reject(new Error('down'))],
    ['says what was not said', async () => ({ ...WRITTEN, open: 'Open: 500 euros for Paris.' })],
  ])('H5.4 as an extract when the model %s', async (_name, fails) => {
    write = fails;
    const before = await summary();
    expect(await refresh(writer)).toEqual({ type: 'done' });
    const [text, by] = await summary();
    expect(by).toBe('extract');
    expect(text).not.toBe(before[0]);
    expect(text).toContain('money');
  });

  test('as an extract where there is no model', async () => {
    expect(await refresh(null)).toEqual({ type: 'done' });
    expect((await summary())[1]).toBe('extract');
  });

  test('by the holder or a lead alone, and not after the end', async () => {
    expect(await refresh(null, BEN)).toMatchObject({ type: 'refused', code: 'not-holder' });
    await server.command({ do: 'resolve', operator: ANNA, disposition: 'solved', outcome: null });
    expect(await refresh(null)).toMatchObject({ type: 'refused', code: 'wrong-stage' });
    const command = { handoffId: 'none', operator: ANNA };
    expect(await refreshSummary(server.app, null, command, { traceId: newTraceId() })).toEqual({
      type: 'not-found',
    });
  });
});
