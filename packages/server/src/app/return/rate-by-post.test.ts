import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { ANNA } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { TestApp } from '../../testing/test-app.ts';
import { postEvent } from '../post-event.ts';
import type { PostOutcome } from '../post-outcome.ts';

let stores: MemoryFixture;
let server: TestApp;
beforeEach(async () => {
  stores = openMemory();
  server = await TestApp.start({ ...stores, policy: { askRating: true } });
  await server.open();
});
afterEach(() => server[Symbol.asyncDispose]());

async function resolved(): Promise<void> {
  await server.button();
  await server.command({ do: 'accept', operator: ANNA });
  await server.command({ do: 'resolve', operator: ANNA, disposition: 'solved', outcome: null });
}

async function last(): Promise<HandoffState | null> {
  return stores.sessions.readLastHandoff('s');
}

async function said(): Promise<string[]> {
  await server.turns.idle();
  const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 500 });
  return events.flatMap(({ kind, source, data }) =>
    kind === 'message' ? [`${source}: ${(JSON.parse(data) as { message: string }).message}`] : [],
  );
}

async function press(data: object): Promise<PostOutcome> {
  const context = { traceId: 't', idempotency: undefined, author: null };
  const body = { kind: 'custom', source: 'customer_ui', data: data as never } as const;
  return postEvent(server.app, await server.session(), body, context);
}

describe('H8.5 a rating', () => {
  test('in words, directly after the question, joins the record and is thanked for, no more', async () => {
    await resolved();
    await server.customerSays('5 stars, Anna was great');
    expect((await last())?.rating).toMatchObject({ score: 5, comment: 'Anna was great' });
    expect((await said()).slice(-2)).toEqual([
      'customer: 5 stars, Anna was great',
      'system: Thank you for your rating.',
    ]);
    expect((await server.session()).answeredOffset).toBeGreaterThan(0);
  });

  test('with a question behind it is kept, and the AI answers the question', async () => {
    await resolved();
    await server.customerSays('4 stars. When does it arrive?');
    expect((await last())?.rating?.score).toBe(4);
    expect((await said()).at(-1)).toMatch(/^ai_agent: answer to/);
  });

  test('words that come later are no rating', async () => {
    await resolved();
    await server.customerSays('where is my parcel');
    await server.turns.idle();
    await server.customerSays('5');
    expect((await last())?.rating).toBeNull();
    expect((await said()).at(-1)).toMatch(/^ai_agent: answer to/);
  });

  test('a number where nobody has asked is no rating', async () => {
    await server.customerSays('5');
    expect((await said()).at(-1)).toMatch(/^ai_agent: answer to/);
  });

  test('other words directly after the question are answered by the AI', async () => {
    await resolved();
    await server.customerSays('5 days ago I ordered a lamp');
    expect((await last())?.rating).toBeNull();
    expect((await said()).at(-1)).toMatch(/^ai_agent: answer to/);
  });

  test('by an event of the page, also later, the last one counts', async () => {
    await resolved();
    await server.customerSays('thanks');
    await server.turns.idle();
    expect((await press({ type: 'handoff.rate', score: 2 })).type).toBe('stored');
    expect((await press({ type: 'handoff.rate', score: 3, comment: 'fine' })).type).toBe('stored');
    expect((await last())?.rating).toMatchObject({ score: 3, comment: 'fine' });
  });

  test('the same rating again, and one after another, do not make the record grow without end', async () => {
    await resolved();
    const id = (await last())?.id ?? '';
    const rate = (score: number, comment: string | null): ReturnType<typeof server.command> =>
      server.desk.command(id, { do: 'rate', score, comment }, { traceId: 't' });
    const entries = async (): Promise<number> => (await last())?.entries ?? 0;
    expect(await rate(4, 'good')).toEqual({ type: 'done' });
    const before = await entries();
    for (let time = 0; time < 5; time++) expect(await rate(4, 'good')).toEqual({ type: 'done' });
    expect(await entries()).toBe(before);
    for (let time = 1; time < 20; time++) expect(await rate(3, `${time}`)).toEqual({ type: 'done' });
    expect(await rate(5, 'more')).toMatchObject({ type: 'refused', code: 'wrong-stage' });
    expect(await press({ type: 'handoff.rate', score: 5 })).toMatchObject({ type: 'refused' });
    expect(await entries()).toBe(before + 19);
    expect((await last())?.rating).toMatchObject({ score: 3, comment: '19' });
  });

  test.each([
    { score: 6 },
    { score: 0 },
    { score: '5' },
    {},
    { score: 2.5 },
    { score: 5, comment: 'x'.repeat(2001) },
  ])('an event with %j is refused and changes nothing', async (rating) => {
    await resolved();
    const before = (await server.session()).nextOffset;
    expect((await press({ type: 'handoff.rate', ...rating })).type).toBe('invalid');
    expect((await server.session()).nextOffset).toBe(before);
    expect((await last())?.rating).toBeNull();
  });

  test('an event before anybody has served is refused', async () => {
    expect((await press({ type: 'handoff.rate', score: 5 })).type).toBe('invalid');
  });

  test('H2.3: who wrote something the holder had not seen is answered, not asked', async () => {
    await server.button();
    await server.command({ do: 'accept', operator: ANNA });
    const { nextOffset } = await server.session();
    await server.customerSays('wait, one more thing');
    await server.command({
      do: 'resolve',
      operator: ANNA,
      disposition: 'solved',
      outcome: null,
      seenOffset: nextOffset - 1,
    });
    expect((await said()).at(-1)).toBe(`ai_agent: answer to ${nextOffset}`);
  });

  test('H2.3: what he had seen counts as answered', async () => {
    await server.button();
    await server.command({ do: 'accept', operator: ANNA });
    await server.customerSays('thanks, that was it');
    const { nextOffset } = await server.session();
    await server.command({
      do: 'resolve',
      operator: ANNA,
      disposition: 'solved',
      outcome: null,
      seenOffset: nextOffset - 1,
    });
    expect((await said()).at(-1)).toMatch(/^system: .*stars/);
  });

  test('H2.3: who claims to have seen what is still to come silences nobody', async () => {
    await server.button();
    await server.command({ do: 'accept', operator: ANNA });
    await server.customerSays('thanks');
    const resolve = { do: 'resolve', operator: ANNA, disposition: 'solved', outcome: null } as const;
    await server.command({ ...resolve, seenOffset: 1_000_000 });
    expect((await said()).at(-1)).toMatch(/^system: .*stars/);
    await server.customerSays('where is my parcel');
    expect((await said()).at(-1)).toMatch(/^ai_agent: answer to/);
  });
});
