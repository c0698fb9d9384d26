import type { EventSource } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { newEvent } from '../log/new-event.ts';
import type { NewEvent } from '../log/new-event.ts';
import { buildPackage } from './build-package.ts';

const CUSTOMER = { id: 'c1', name: 'Mia', metadata: { plan: 'gold' } };

function said(source: EventSource, message: string): NewEvent {
  return newEvent('message', source, 't', { message, participant: { id: null, display_name: 'x' } });
}

function called(name: string, data: string): NewEvent {
  const result = {
    data,
    metadata: {},
    control: {},
    canned_responses: [],
    canned_response_fields: {},
    guidelines: [],
  };
  return newEvent('tool', 'ai_agent', 't', {
    tool_calls: [{ tool_id: `built-in:${name}`, arguments: {}, result }],
  });
}

function packageOf(...events: NewEvent[]): ReturnType<typeof buildPackage> {
  return buildPackage({
    sessionId: 's1',
    reason: 'customer_requested',
    evidence: [],
    customer: CUSTOMER,
    events: events.map((event, offset) => ({ ...event, sessionId: 's1', offset, at: 0, deleted: false })),
    guidelines: ['a claim is asked about', 'a claim is asked about'],
  });
}

describe('the context package (H5.1)', () => {
  test('H5.1 key details carry the offset they were first said at, and are told once', () => {
    const { details } = packageOf(
      said('customer', 'My policy is P-1001 and I paid €120 on 2026-03-04.'),
      said('ai_agent', 'Claim CL-9999 is ours, not yours.'),
      said('customer', 'Again: p-1001. Write to mia@example.com or call +49 30 123456 78.'),
    );
    expect(details).toEqual([
      { kind: 'policy', value: 'P-1001', offset: 0 },
      { kind: 'amount', value: '€120', offset: 0 },
      { kind: 'date', value: '2026-03-04', offset: 0 },
      { kind: 'email', value: 'mia@example.com', offset: 2 },
      { kind: 'phone', value: '+49 30 123456 78', offset: 2 },
    ]);
  });

  test('H5.1 what was tried more than once is told once, where it was tried last', () => {
    const { attempted, tools, guidelines } = packageOf(
      called('look', 'in review'),
      said('ai_agent', 'It is in review.'),
      called('look', 'in review'),
      said('ai_agent', 'It is in review.'),
      called('look', 'paid'),
    );
    expect(attempted).toEqual([{ text: 'It is in review.', offset: 3 }]);
    expect(tools.map((tool) => [tool.result, tool.offset])).toEqual([
      ['in review', 2],
      ['paid', 4],
    ]);
    expect(guidelines).toEqual(['a claim is asked about']);
  });

  test('H5.1 the open question is the newest one the customer asked', () => {
    const made = packageOf(
      said('customer', 'When is it paid?'),
      said('ai_agent', 'Which claim?'),
      said('customer', 'CL-2041'),
    );
    expect(made.open_question).toEqual({ text: 'When is it paid?', offset: 0 });
    expect(made.transcript).toEqual({ session_id: 's1', from_offset: 0, to_offset: 2 });
    expect(made.customer).toEqual(CUSTOMER);
  });

  test('H5.4 the summary is at most three sentences, out of what was said', () => {
    const { summary } = packageOf(
      said('customer', 'Hello'),
      said('ai_agent', 'Hello! How can I help?'),
      said('customer', 'My roof leaks and nobody answers my letters'),
      said('customer', 'can I talk to a person'),
    );
    expect(summary).toBe(
      'The customer wrote: “My roof leaks and nobody answers my letters”. The AI answered once. ' +
        'Last message: “can I talk to a person”.',
    );
  });

  test('H5.4 there is a package before anything was said', () => {
    const made = packageOf();
    expect(made.summary).toBe('The customer has not written anything yet.');
    expect(made.open_question).toBeNull();
  });

  test('a conversation without end makes a package with one', () => {
    const long = 'word 12345678 '.repeat(5000);
    const many = Array.from({ length: 300 }, (_each, index) => said('ai_agent', `${index} ${long}`));
    const made = packageOf(said('customer', `order A-${'7'.repeat(5000)} ${long}?`), ...many);
    expect(JSON.stringify(made).length).toBeLessThan(20_000);
  });
});
