import { TurnRecordSchema } from '@baton/protocol';
import type { TurnRecord } from '@baton/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { guideline, journey, chat, toolOf } from '../testing/make-behaviour.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { PlainStages, say } from '../testing/plain-stages.ts';
import { TestApp } from '../testing/test-app.ts';
import { TurnRecorder } from './turn-recorder.ts';

function recorder(): TurnRecorder {
  return new TurnRecorder({ traceId: 't', sessionId: 's', agentId: 'agent', at: 0, answers: 0 });
}

test('a record is never larger than 64 KiB, and says that something is missing', () => {
  const large = recorder();
  const text = 'wide ü '.repeat(2000);
  for (let n = 0; n < 5000; n += 1) {
    large.guideline({ id: `g${n}`, condition: text, score: 1, rationale: text, kept: true, dropped: null });
    large.step({ journey_id: `j${n}`, from: null, to: 'n', score: null, rationale: text });
    large.tool(`t${n}`, 1, null);
    large.fellBack(text, text);
    large.trigger(text, { trigger: 't', offset: 0, score: 1, threshold: 1, quote: text });
    large.modelCall({ purpose: text, model: text, inputTokens: 1, outputTokens: 1, milliseconds: 1 });
  }
  const record = large.build('answered');
  expect(Buffer.byteLength(JSON.stringify(record))).toBeLessThanOrEqual(65_536);
  expect(record.truncated).toBe(true);
  expect(record.guidelines[0]?.id).toBe('g0');
  expect(record.triggers.length).toBeGreaterThan(0);
  expect(TurnRecordSchema.parse(record)).toEqual(record);
});

describe('the record of a turn', () => {
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

  async function recordOf(message: string): Promise<TurnRecord | null> {
    const traceId = await server.customerSays(message);
    await server.turns.idle();
    return stores.traces.read('s', traceId);
  }

  test('says what was matched, walked, called, said and spent', async () => {
    server.behaviours.defineTool(toolOf('look', async () => ({ data: 1 })));
    server.behaviours.defineTool(
      toolOf('break', async () => {
        throw new Error('sk-secret');
      }),
    );
    const toolIds = ['look', 'break'].map((tool) => ({ service: 'built-in', tool }));
    server.behaviours.define('guideline', guideline('begin trip', { toolIds }));
    server.behaviours.define('journey', journey('trip', [chat('where')], []));
    plain.compose = async ({ trace }) => {
      trace.modelCall({ purpose: 'compose', model: 'm', inputTokens: 10, outputTokens: 2, milliseconds: 5 });
      trace.fellBack('match', 'no answer');
      return { ...say('x'), messages: [{ text: 'x', cannedResponses: [['c', 'x']] }] };
    };
    const record = await recordOf('begin trip');
    expect(record).toMatchObject({
      session_id: 's',
      agent_id: 'agent',
      outcome: 'answered',
      answers: 0,
      guidelines: [
        { id: 'journey_node:where', kept: true, score: 1 },
        { id: 'begin trip', kept: true, score: 0.9, rationale: 'said literally' },
      ],
      journeys: [{ journey_id: 'trip', from: null, to: 'where' }],
      canned_responses: ['c'],
      model_calls: [{ purpose: 'compose', model: 'm', input_tokens: 10, output_tokens: 2, milliseconds: 5 }],
      fallbacks: [{ stage: 'match', reason: 'no answer' }],
      preamble: null,
    });
    expect(record?.tools.map(({ tool_id: id, error }) => [id, error])).toEqual([
      ['built-in:look', null],
      ['built-in:break', 'The tool failed.'],
    ]);
    expect(record?.stages.map(({ stage }) => stage)).toEqual([
      'detect',
      'match',
      'plan',
      'tools',
      'compose',
      'review',
      'check',
    ]);
    expect(JSON.stringify(record)).not.toContain('sk-secret');
    expect(TurnRecordSchema.parse(record)).toEqual(record);
  });

  test.each([
    ['silent', async () => say()],
    ['failed', async () => Promise.reject(new Error('sk-secret'))],
  ] as const)('says how it ended: %s', async (outcome, compose) => {
    plain.compose = compose;
    const record = await recordOf('hello');
    expect(record?.outcome).toBe(outcome);
    expect(JSON.stringify(record)).not.toContain('sk-secret');
  });

  test('of a cancelled turn, and of one that handed over with its evidence', async () => {
    plain.compose = async () => {
      server.turns.cancel('s');
      return new Promise(() => undefined);
    };
    expect((await recordOf('hello'))?.outcome).toBe('cancelled');
    plain.compose = async () => say('I promise');
    expect(await recordOf('again')).toMatchObject({
      outcome: 'handed_over',
      triggers: [{ reason: 'complex_issue', evidence: { trigger: 'transfer-promise', quote: 'promise' } }],
    });
  });

  test('that cannot be kept harms nothing', async () => {
    server.app.traces.put = async () => Promise.reject(new Error('disk full'));
    expect(await recordOf('hello')).toBeNull();
    expect(await server.session()).toMatchObject({ answeredOffset: 0 });
    expect(server.log.errors).toEqual([]);
  });
});
