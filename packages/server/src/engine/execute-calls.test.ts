import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PlannedCall } from '../engine/tool-definition.ts';
import { KeptLog } from '../testing/kept-log.ts';
import { makeAgent } from '../testing/make.ts';
import type { ToolContext, ToolResult } from './tool-definition.ts';
import type { Current } from './current.ts';
import { executeCalls } from './execute-calls.ts';
import type { CallParts } from './execute-calls.ts';
import { TurnRecorder } from './turn-recorder.ts';
import type { TurnContext } from './turn-context.ts';

let controller: AbortController;
let parts: CallParts;
let emitted: string[];
beforeEach(() => {
  controller = new AbortController();
  emitted = [];
  const emit = async (...what: unknown[]): Promise<void> => void emitted.push(JSON.stringify(what));
  parts = {
    current: { app: { log: new KeptLog() } } as unknown as Current,
    emitter: { message: emit, status: emit, custom: emit, commit: emit },
    recorder: new TurnRecorder({ traceId: 't', sessionId: 's', agentId: 'agent', at: 0, answers: null }),
  };
});
afterEach(() => controller.abort());

function call(name: string, run: (context: ToolContext, args: object) => Promise<ToolResult>): PlannedCall {
  const tool = { name, description: name, parameters: {}, run } as unknown as PlannedCall['tool'];
  return { tool, arguments: { n: 1 } };
}

function context(): TurnContext {
  const known: Partial<TurnContext> = {
    sessionId: 's',
    agent: makeAgent(),
    customer: { id: 'kim', createdAt: 0, name: 'Kim', metadata: {}, tags: [] },
    signal: controller.signal,
  };
  return known as TurnContext;
}

describe('tools', () => {
  test('are told who asks, and run side by side', async () => {
    const seen = vi.fn<(context: ToolContext, args: object) => void>();
    const both = Promise.withResolvers<void>();
    let running = 0;
    const tool = async (toolContext: ToolContext, args: object): Promise<ToolResult> => {
      seen(toolContext, args);
      if (++running === 2) both.resolve();
      await both.promise;
      return { data: running };
    };
    const calls = await executeCalls(context(), [call('a', tool), call('b', tool)], parts);
    expect(calls.map(({ result, error }) => [result.data, error])).toEqual([
      [2, null],
      [2, null],
    ]);
    expect(seen).toHaveBeenCalledWith(
      expect.objectContaining({
        agentId: 'agent',
        sessionId: 's',
        customerId: 'kim',
        signal: expect.any(AbortSignal) as AbortSignal,
      }),
      { n: 1 },
    );
  });

  test.each<[string, () => Promise<ToolResult>]>([
    ['rejects', async () => Promise.reject(new Error('password is 123'))],
    [
      'throws at once',
      () => {
        throw new Error('password is 123');
      },
    ],
  ])('one that %s fails its call and no other, and says no more than that', async (_name, broken) => {
    const calls = await executeCalls(
      context(),
      [call('bad', broken), call('good', async () => ({ data: 'ok' }))],
      parts,
    );
    expect(calls.map(({ result }) => result.data)).toEqual(['Tool call error', 'ok']);
    expect(calls[1]?.error).toBeNull();
    expect(JSON.stringify(calls.map(({ result, error }) => [result, error]))).not.toContain('123');
  });

  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['no data', {}],
    ['a big integer', { data: 1n }],
    ['a circle', { data: circle }],
    ['metadata that cannot be stored', { data: 1, metadata: circle }],
  ])('one that answers with %s fails its call', async (_name, answer) => {
    const [made] = await executeCalls(context(), [call('odd', async () => answer as ToolResult)], parts);
    expect(made).toMatchObject({ result: { data: 'Tool call error' }, error: 'The tool failed.' });
  });

  test('one that is cancelled with its turn fails the turn', async () => {
    const calls = executeCalls(context(), [call('slow', () => new Promise(() => undefined))], parts);
    const reason = new Error('cancelled');
    controller.abort(reason);
    await expect(calls).rejects.toBe(reason);
  });

  test('one that rejects after its turn was cancelled harms nobody', async () => {
    const late = Promise.withResolvers<ToolResult>();
    const calls = executeCalls(context(), [call('slow', () => late.promise)], parts);
    controller.abort(new Error('cancelled'));
    await expect(calls).rejects.toThrow('cancelled');
    late.reject(new Error('too late'));
    await Promise.resolve();
  });
});
