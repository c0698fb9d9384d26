import type { TriggerPolicy } from '@baton/protocol';
import { Server } from '@baton/server';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accepted, createSession, say, turnsEnded } from '../testing/conversation.ts';
import { Wire } from '../testing/wire.ts';

/* A whole server with the embedded engine and an agent in code: what REST says lies on what its author said. */
let server: Server;
let wire: Wire;
const folder = mkdtempSync(join(tmpdir(), 'baton-triggers-'));
const PATH = '/agents/ava/triggers';

async function start(): Promise<void> {
  server = await Server.start(
    {
      host: '127.0.0.1',
      port: 0,
      database: `sqlite:${join(folder, 'baton.db')}`,
      env: { BATON_LOG_LEVEL: 'silent', BATON_ENCODER: 'off' },
    },
    async (author) => {
      const agent = await author.createAgent({
        id: 'ava',
        name: 'Ava',
        triggerThresholds: { frustration: 0.6 },
      });
      agent.addPolicyTopic({
        name: 'press',
        examples: ['I am a journalist'],
        patterns: [/\bpress office\b/i],
      });
      agent.addTrigger('storm', ({ latest }) =>
        latest?.text.includes('storm') === true ? { reason: 'storm_damage' } : null,
      );
    },
  );
  wire = new Wire(server.url);
}
beforeAll(start);
beforeEach(async () => void (await wire.send('PUT', PATH, {})));
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const read = async (): Promise<TriggerPolicy> => accepted<TriggerPolicy>(await wire.get(PATH), 200);
const patch = async (body: object): Promise<TriggerPolicy> =>
  accepted<TriggerPolicy>(await wire.patch(PATH, body), 200);

/** What a customer's words make fire: the reason of the handoff, if one came of it, and the turn's record. */
async function hear(text: string): Promise<{ reason: string | null; noted: unknown[] }> {
  const { id } = await createSession(wire, { agent_id: 'ava' });
  const { trace_id: trace } = await say(wire, id, text);
  await turnsEnded(wire, id);
  const { handoff } = accepted<{ handoff: { reason: string } | null }>(
    await wire.get(`/sessions/${id}/handoff`),
    200,
  );
  for (;;) {
    const answer = await wire.get(`/sessions/${id}/traces/${trace}`);
    if (answer.status !== 200) continue;
    const { triggers } = answer.json<{ triggers: { held_back?: string; evidence: { trigger: string } }[] }>();
    const noted = triggers.filter(({ held_back: held }) => held !== undefined);
    return {
      reason: handoff?.reason ?? null,
      noted: noted.map(({ evidence, held_back: held }) => [evidence.trigger, held]),
    };
  }
}

describe('H4.2 the policy of an agent', () => {
  test('is the defaults with the code’s on them', async () => {
    expect(await read()).toMatchObject({
      agent_id: 'ava',
      thresholds: { request: 0.7, frustration: 0.6, confidence: 0.4, stalled_turns: 6, failing_tools: 3 },
      modes: { explicit_request: 'act', most_turns: 'off' },
      custom: { storm: 'act' },
      phrases: expect.arrayContaining(['talk to a human']),
      topics: [{ name: 'press', reason: 'policy_required', examples: ['I am a journalist'], mode: 'act' }],
      shadow: null,
      stored: null,
    });
  });

  test('PATCH lies on that, one by one; null takes back; PUT replaces', async () => {
    await patch({ thresholds: { confidence: 0.2, most_turns: 9 }, modes: { custom: 'shadow' } });
    expect(await patch({ thresholds: { frustration: 0.9, most_turns: null } })).toMatchObject({
      thresholds: { confidence: 0.2, frustration: 0.9, most_turns: 30 },
      modes: { custom: 'shadow', most_turns: 'off' },
      custom: { storm: 'shadow' },
      stored: { thresholds: { confidence: 0.2, frustration: 0.9 }, modes: { custom: 'shadow' } },
    });
    const answer = await wire.send('PUT', PATH, { phrases: ['line two'] });
    expect(accepted<TriggerPolicy>(answer, 200).stored).toEqual({ phrases: ['line two'] });
    expect((await read()).thresholds.frustration).toBe(0.6);
    expect((await patch({ phrases: null })).stored).toBeNull();
  });

  test('counts from the next turn on', async () => {
    expect(await hear('I want to talk to a human')).toEqual({ reason: 'customer_requested', noted: [] });
    await patch({ modes: { explicit_request: 'shadow' } });
    expect(await hear('I want to talk to a human')).toEqual({
      reason: null,
      noted: [['explicit-request', 'shadow']],
    });
    await patch({ modes: null, custom: { storm: 'off' } });
    expect((await hear('the storm took my roof')).reason).toBeNull();
    await patch({ custom: null });
    expect((await hear('the storm took my roof')).reason).toBe('storm_damage');
  });

  test('topics of the application, H4.3: by words, examples and safe expressions; a coded one is switched off by its name', async () => {
    await patch({
      topics: [
        { name: 'recall', patterns: ['(toaster|kettle) * recalled'], reason: 'recall' },
        { name: 'rma', patterns: ['/\\bRMA-\\d{4}\\b/'], reason: 'returns' },
        { name: 'press', mode: 'off' },
      ],
    });
    expect((await hear('was my toaster already recalled')).reason).toBe('recall');
    expect((await hear('it is about rma-1234')).reason).toBe('returns');
    expect((await hear('I am a journalist')).reason).toBeNull();
    await patch({ topics: null });
    expect((await hear('I am a journalist')).reason).toBe('policy_required');
  });

  test('phrases are a floor: neither denied nor quoted', async () => {
    await patch({ phrases: ['desk nine'] });
    expect((await hear('desk nine please')).reason).toBe('customer_requested');
    expect((await hear('not desk nine')).reason).toBeNull();
    expect((await hear('the sign says "desk nine", what is that')).reason).toBeNull();
  });

  test('H4.6 a whole policy in shadow is noted and does nothing', async () => {
    await patch({
      shadow: { topics: [{ name: 'roof', patterns: ['roof'] }], modes: { policy_topic: 'act' } },
    });
    expect(await hear('my roof leaks')).toEqual({ reason: null, noted: [['topic:roof', 'shadow_policy']] });
  });

  test('is kept over a restart', async () => {
    await patch({ thresholds: { confidence: 0.11 } });
    await server[Symbol.asyncDispose]();
    await start();
    expect((await read()).stored).toEqual({ thresholds: { confidence: 0.11 } });
  });
});

describe('what cannot be a policy', () => {
  test.each<[string, object]>([
    ['a share above one', { thresholds: { frustration: 1.5 } }],
    ['a word for a number', { thresholds: { frustration: 'high' } }],
    ['a threshold that there is not', { thresholds: { anger: 0.5 } }],
    ['a mode that there is not', { modes: { frustration: 'loud' } }],
    ['a trigger that there is not', { modes: { boredom: 'act' } }],
    ['a topic that says nothing', { topics: [{ name: 'empty' }] }],
    ['an expression that may be slow', { topics: [{ name: 'slow', patterns: ['/(a+)+$/'] }] }],
    ['a pattern of stars', { topics: [{ name: 'slow', patterns: ['* * * * * a'] }] }],
    ['a pattern without words', { topics: [{ name: 'none', patterns: ['!!!'] }] }],
    ['a phrase without words', { phrases: ['?!'] }],
    ['a shadow in the shadow', { shadow: { shadow: {} } }],
    ['a shadow that cannot be', { shadow: { topics: [{ name: 'slow', patterns: ['/(a|b)*/'] }] } }],
    [
      'a hundred topics',
      { topics: Array.from({ length: 100 }, (_, i) => ({ name: `t${i}`, examples: ['x y'] })) },
    ],
    ['a setting that there is not', { treshold: 1 }],
  ])('%s', async (_, body) => {
    for (const method of ['PUT', 'PATCH']) expect((await wire.send(method, PATH, body)).status).toBe(422);
    expect((await read()).stored).toBeNull();
  });

  test('as large as may be is still quick to hear', async () => {
    const topics = Array.from({ length: 20 }, (_, index) => ({
      name: `t${index}`,
      patterns: Array.from({ length: 10 }, (__, n) => `* w${n} * x * y * z${index}`),
    }));
    await patch({ topics });
    const began = performance.now();
    await hear('w x y z '.repeat(2000));
    expect(performance.now() - began).toBeLessThan(5000);
  });

  test('an agent that there is not has none', async () => {
    expect((await wire.get('/agents/none/triggers')).status).toBe(404);
    expect((await wire.send('PUT', '/agents/none/triggers', {})).status).toBe(404);
  });

  test('goes with its agent', async () => {
    accepted(await wire.post('/agents', { name: 'Temp', id: 'temp' }));
    accepted(await wire.send('PUT', '/agents/temp/triggers', { phrases: ['line two'] }), 200);
    expect((await wire.delete('/agents/temp')).status).toBe(204);
    accepted(await wire.post('/agents', { name: 'Temp', id: 'temp' }));
    expect(accepted<TriggerPolicy>(await wire.get('/agents/temp/triggers'), 200).stored).toBeNull();
  });
});
