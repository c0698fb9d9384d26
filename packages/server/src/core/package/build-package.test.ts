import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EVIDENCE, START } from '../../testing/make.ts';
import { seeded } from '../../testing/seeded.ts';
import type { EventRecord } from '../log/event-record.ts';
import { buildPackage } from './build-package.ts';
import type { PackageInput } from './build-package.ts';

function logOf(
  ...events: Partial<EventRecord & { says: string; calls: [string, object, unknown][] }>[]
): EventRecord[] {
  return events.map(({ says, calls, ...event }, offset) => ({
    sessionId: 's',
    offset,
    at: START + offset,
    kind: calls === undefined ? 'message' : 'tool',
    source: 'customer',
    traceId: 't',
    data: JSON.stringify(
      calls === undefined
        ? { message: says ?? '', participant: { id: null, display_name: 'x' } }
        : {
            tool_calls: calls.map(([tool_id, args, data]) => ({
              tool_id,
              arguments: args,
              result: { data },
            })),
          },
    ),
    metadata: null,
    deleted: false,
    ...event,
  }));
}

function packageOf(events: EventRecord[], over: Partial<PackageInput> = {}): ReturnType<typeof buildPackage> {
  return buildPackage({
    sessionId: 's',
    reason: 'customer_requested',
    evidence: [EVIDENCE],
    customer: { id: 'kim', name: 'Kim', metadata: { tier: 'gold' } },
    events,
    guidelines: [],
    ...over,
  });
}

const AI = { source: 'ai_agent' } as const;

describe('H5.1: the context package', () => {
  test('counts no preamble among what the AI has tried', () => {
    const preamble = JSON.stringify({
      message: 'One moment.',
      participant: { id: null, display_name: 'Ava' },
      tags: ['__preamble__'],
    });
    const events = logOf({ says: 'Hello' }, { ...AI, data: preamble }, { ...AI, says: 'It seems lost.' });
    expect(packageOf(events).attempted.map(({ text }) => text)).toEqual(['It seems lost.']);
  });

  test('of a conversation', () => {
    const events = logOf(
      { says: 'Hello' },
      { ...AI, says: 'Hello, how can I help?' },
      { says: 'Where is order 12345? My name is Kim Lee.' },
      { ...AI, calls: [['built-in:find_order', { id: '12345' }, { state: 'lost' }]] },
      { ...AI, says: 'It seems lost.' },
      { says: 'I want a human' },
    );
    expect(packageOf(events, { guidelines: ['The parcel is lost'] })).toEqual({
      reason: 'customer_requested',
      evidence: [EVIDENCE],
      summary:
        'The customer wrote: “Where is order 12345? My name is Kim Lee.” The AI used find_order. Last message: “I want a human”.',
      intent: 'The parcel is lost',
      language: 'en',
      details: [
        { kind: 'order', value: '12345', offset: 2 },
        { kind: 'name', value: 'Kim Lee', offset: 2 },
      ],
      attempted: [{ text: 'It seems lost.', offset: 4, by: 'ai' }],
      tools: [
        { tool_id: 'built-in:find_order', arguments: { id: '12345' }, result: { state: 'lost' }, offset: 3 },
      ],
      guidelines: ['The parcel is lost'],
      open_question: { text: 'Where is order 12345? My name is Kim Lee.', offset: 2 },
      customer: { id: 'kim', name: 'Kim', metadata: { tier: 'gold' } },
      variables: [],
      sentiment: null,
      corrections: [],
      summary_by: 'extract',
      transcript: { session_id: 's', from_offset: 0, to_offset: 5 },
    });
  });

  test('of a session in which nothing was said', () => {
    expect(packageOf([])).toMatchObject({
      details: [],
      attempted: [],
      tools: [],
      open_question: null,
      intent: null,
    });
  });

  test('details come from the customer alone, each once, where it was said first', () => {
    const events = logOf(
      { ...AI, says: 'Is it order 99999?' },
      { says: 'No, order A-12345' },
      { says: 'order a-12345!' },
      { source: 'human_agent', says: 'Call 555-0100' },
    );
    expect(packageOf(events).details).toEqual([{ kind: 'order', value: 'A-12345', offset: 1 }]);
  });

  test('what was said or done again is told once, where it was last', () => {
    const call: [string, object, unknown] = ['a:b', { n: 1 }, 'none'];
    const events = logOf(
      { ...AI, says: 'Sorry.' },
      { ...AI, calls: [call] },
      { ...AI, says: 'Sorry.' },
      { ...AI, calls: [call] },
    );
    const made = packageOf(events, { guidelines: ['x', 'y', 'x'] });
    expect([made.attempted, made.tools.map((tool) => tool.offset), made.guidelines]).toEqual([
      [{ text: 'Sorry.', offset: 2, by: 'ai' }],
      [3],
      ['x', 'y'],
    ]);
  });

  test('stays small and whole whatever was written', () => {
    const line = fc.record({
      source: fc.constantFrom(
        'customer',
        'ai_agent',
        'human_agent',
        'system',
        'human_agent_on_behalf_of_ai_agent',
      ),
      says: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 50 }),
        fc.constantFrom(
          'order 12345? '.repeat(900),
          '1.'.repeat(9000),
          `hi${','.repeat(20_000)}x`,
          '?'.repeat(9000),
          '\u{1F600}'.repeat(5000),
        ),
      ),
    }) as fc.Arbitrary<Partial<EventRecord> & { says: string }>;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const made = packageOf(logOf(...lines));
        expect(JSON.stringify(made).length).toBeLessThan(40_000);
        expect(JSON.parse(JSON.stringify(made))).toEqual(made);
      }),
      seeded(60),
    );
  });
});
