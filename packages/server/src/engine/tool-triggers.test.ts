import { describe, expect, test } from 'vitest';
import { embeddedStages } from '../adapters/embedded/embedded-stages.ts';
import { behaviourOf } from '../adapters/embedded/testing/behaviour.ts';
import { Conversation } from '../adapters/embedded/testing/conversation.ts';
import { toolOf } from '../testing/make-behaviour.ts';
import { leavesReasonOpen, toolTriggers } from './hand-over.ts';
import type { ExecutedCall, ToolResult } from './tool-definition.ts';

const context = new Conversation(embeddedStages(), behaviourOf([])).context();

function call(control: ToolResult['control'], args: Record<string, unknown> = {}): ExecutedCall {
  const result = { data: 'done', ...(control !== undefined && { control }) };
  return { tool: toolOf('initiate_human_handoff', async () => result), arguments: args, result, error: null };
}
const MANUAL = { mode: 'manual' } as const;

describe('the reason of a handoff that a tool asked for', () => {
  test.each<[string, ExecutedCall, string | null, string, string | undefined]>([
    [
      'what its author said',
      call({ handoff: { reason: 'storm' } }, { reason: 'low_confidence' }),
      'x',
      'storm',
      undefined,
    ],
    [
      'one of ours as an argument',
      call(MANUAL, { reason: 'high_frustration' }),
      'x',
      'high_frustration',
      undefined,
    ],
    [
      'one of ours, written otherwise',
      call(MANUAL, { reason: 'Policy required' }),
      'x',
      'policy_required',
      undefined,
    ],
    [
      'words as an argument are for the operator',
      call(MANUAL, { reason: 'Needs a human for the refund' }),
      null,
      'complex_issue',
      'Needs a human for the refund',
    ],
    [
      'words beside a note of the author’s',
      call({ handoff: { note: 'VIP' } }, { reason: 'Refund' }),
      null,
      'complex_issue',
      'VIP',
    ],
    ['what the customer’s words tell', call(MANUAL), 'policy_required', 'policy_required', undefined],
    ['nothing', call(MANUAL), null, 'complex_issue', undefined],
    [
      'a person’s or a program’s own reason',
      call(MANUAL, { reason: 'operator_takeover' }),
      null,
      'complex_issue',
      'operator_takeover',
    ],
    ['an argument that is no text', call(MANUAL, { reason: { a: 1 } }), null, 'complex_issue', undefined],
  ])('%s', (_, executed, explained, reason, note) => {
    const [trigger] = toolTriggers(context, [executed], explained);
    expect([trigger?.reason, trigger?.handoff?.note]).toEqual([reason, note]);
    expect(trigger?.evidence.trigger).toBe('tool:initiate_human_handoff');
  });

  test('is looked for in the words only where it was left open', () => {
    expect(leavesReasonOpen([call(undefined), call({ handoff: { reason: 'storm' } })])).toBe(false);
    expect(leavesReasonOpen([call(MANUAL)])).toBe(true);
  });
});
