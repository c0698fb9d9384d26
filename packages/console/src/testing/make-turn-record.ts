import type { TurnRecord } from '@baton/protocol';
import { timeOf } from './make-event.ts';

export const TRACE = 'a'.repeat(32);

/** The record of a turn in which everything happened that a record can tell. */
export function makeTurnRecord(changes: Partial<TurnRecord> = {}): TurnRecord {
  return {
    ...makeEmptyRecord(),
    milliseconds: 2412.37,
    outcome: 'handed_over',
    answers: 3,
    triggers: [
      {
        reason: 'low_confidence',
        evidence: { trigger: 'low-confidence', offset: 3, score: 0.31, threshold: 0.4, quote: 'my claim?' },
      },
    ],
    guidelines: [
      {
        id: 'g3',
        condition: 'The customer tells of a damage',
        score: 0.44,
        rationale: 'near “A pipe burst”',
        kept: false,
        dropped: 'priority: g1',
      },
      {
        id: 'g1',
        condition: 'The customer asks about a claim',
        score: 0.96,
        rationale: 'near “my claim”',
        kept: true,
        dropped: null,
      },
      {
        id: 'journey_node:n2',
        condition: 'File a claim',
        score: 1,
        rationale: 'where “File a claim” stands',
        kept: true,
        dropped: null,
      },
    ],
    journeys: [
      { journey_id: 'j1', from: null, to: 'n1', score: 1, rationale: 'its trigger was matched' },
      { journey_id: 'j1', from: 'n1', to: 'n2', score: 0.82, rationale: 'told what happened' },
      { journey_id: 'j1', from: 'n2', to: 'end', score: null, rationale: 'has no way on' },
    ],
    tools: [
      { tool_id: 'built-in:find_claim', milliseconds: 12.4, error: null },
      { tool_id: 'billing:read_payments', milliseconds: 1204, error: 'The tool did not answer in time.' },
    ],
    canned_responses: ['c1', 'c2'],
    stages: [
      { stage: 'detect', milliseconds: 0.05 },
      { stage: 'match', milliseconds: 640.2 },
      { stage: 'tools', milliseconds: 120 },
      { stage: 'match', milliseconds: 4.8 },
      { stage: 'compose', milliseconds: 1312.9 },
    ],
    model_calls: [
      {
        purpose: 'match',
        model: 'openai:gpt-5-mini',
        input_tokens: 1820,
        output_tokens: 96,
        milliseconds: 640,
      },
      {
        purpose: 'compose',
        model: 'openai:gpt-5-mini',
        input_tokens: 411,
        output_tokens: 42,
        milliseconds: 1311,
      },
    ],
    fallbacks: [{ stage: 'plan', reason: 'no model gave a usable answer' }],
    preamble: 'One moment.',
    truncated: true,
    ...changes,
  };
}

/** The record of a turn that came to its answer without anything. */
export function makeEmptyRecord(changes: Partial<TurnRecord> = {}): TurnRecord {
  return {
    trace_id: TRACE,
    session_id: 's1',
    agent_id: 'a1',
    creation_utc: timeOf(3),
    milliseconds: 0.4,
    outcome: 'answered',
    answers: null,
    triggers: [],
    guidelines: [],
    journeys: [],
    tools: [],
    canned_responses: [],
    stages: [],
    model_calls: [],
    fallbacks: [],
    preamble: null,
    truncated: false,
    ...changes,
  };
}
