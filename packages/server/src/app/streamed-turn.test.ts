import type { MessageData } from '@baton/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { embeddedStages } from '../adapters/embedded/embedded-stages.ts';
import { modelStages } from '../adapters/model-stages/model-stages.ts';
import { makeAgent } from '../testing/make.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { ScriptedModel } from '../testing/scripted-model.ts';
import { TestApp } from '../testing/test-app.ts';
import { until } from '../testing/until.ts';

let stores: MemoryFixture;
let server: TestApp;
let model: ScriptedModel;
beforeEach(async () => {
  stores = openMemory();
  model = new ScriptedModel({});
  const stages = modelStages({ model, embedded: embeddedStages(), encoder: null });
  server = await TestApp.start({ ...stores, stages, agent: { ...makeAgent(), messageOutputMode: 'stream' } });
  await server.open();
});
afterEach(() => server[Symbol.asyncDispose]());

async function said(): Promise<MessageData[]> {
  const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 100 });
  return events
    .filter(({ kind, source }) => kind === 'message' && source === 'ai_agent')
    .map(({ data }) => JSON.parse(data) as MessageData);
}

describe('a model’s answer, shown while it is written', () => {
  test('is shown sentence by sentence, before the model is done', async () => {
    const rest = Promise.withResolvers<void>();
    model.on('*', async function* () {
      yield 'The office opens at nine. It';
      await rest.promise;
      yield ' closes at five.';
    });
    await server.customerSays('When are you open?');
    await until(async () => (await said()).length > 0);
    expect(await said()).toMatchObject([
      { message: 'The office opens at nine.', chunks: ['The office opens at nine.'] },
    ]);
    rest.resolve();
    await server.turns.idle();
    expect((await said()).map(({ message, chunks }) => [message, chunks?.at(-1)])).toEqual([
      ['The office opens at nine. It closes at five.', null],
    ]);
  });

  test('H3.3: ends before the sentence that promises a person, whom it brings; the model is stopped', async () => {
    let asked = 0;
    model.on('*', async function* () {
      asked += 1;
      yield 'I understand. I will transfer you to a human agent now. ';
      yield 'They will refund everything. ';
    });
    await server.customerSays('Where is my refund?');
    await server.turns.idle();
    const messages = await said();
    expect(messages[0]).toMatchObject({
      message: expect.not.stringContaining('refund everything') as string,
    });
    expect(messages.filter(({ message }) => message.includes('transfer you to a human agent now'))).toEqual(
      [],
    );
    expect(messages.every(({ chunks }) => chunks === undefined || chunks.at(-1) === null)).toBe(true);
    expect(await stores.sessions.readOpenHandoff('s')).toMatchObject({
      stage: 'queued',
      evidence: [{ trigger: 'transfer-promise' }],
    });
    expect(asked).toBeGreaterThan(0);
    await until(() => model.underWay.length === 0);
  });

  test('H2.1: ends when a person takes over; the model is stopped', async () => {
    const signals: AbortSignal[] = [];
    model.on('*', async function* ({ signal }) {
      signals.push(signal);
      yield 'The office opens at nine. It';
      await new Promise(() => undefined);
    });
    await server.customerSays('When are you open?');
    await until(async () => (await said()).length > 0);
    await server.personSays('Let me.');
    await server.turns.idle();
    expect(await said()).toMatchObject([
      { message: 'The office opens at nine.', chunks: ['The office opens at nine.', null] },
    ]);
    expect(signals.every((signal) => signal.aborted)).toBe(true);
  });
});
