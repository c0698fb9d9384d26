import { describe, expect, test } from 'vitest';
import { START } from '../../testing/make.ts';
import type { EventRecord } from '../log/event-record.ts';
import { buildPackage } from './build-package.ts';
import type { PackageInput } from './build-package.ts';

const MOST_CHARACTERS = 100_000;

function message(source: EventRecord['source'], text: string, offset: number): EventRecord {
  const data = JSON.stringify({ message: text, participant: { id: null, display_name: 'x' } });
  return {
    sessionId: 's',
    offset,
    at: START,
    kind: 'message',
    source,
    traceId: 't',
    data,
    metadata: null,
    deleted: false,
  };
}

function toolCall(result: unknown, offset: number): EventRecord {
  const call = { tool_id: 'a:b', arguments: { given: result }, result: { data: result } };
  return { ...message('ai_agent', '', offset), kind: 'tool', data: JSON.stringify({ tool_calls: [call] }) };
}

function packageOf(events: readonly EventRecord[], over: Partial<PackageInput> = {}) {
  return buildPackage({
    sessionId: 's',
    reason: 'r',
    evidence: [],
    customer: { id: 'kim', name: 'Kim', metadata: {} },
    events,
    guidelines: [],
    ...over,
  });
}

const many = (text: (index: number) => string, count = 400): EventRecord[] =>
  Array.from({ length: count }, (_unused, i) => message(i % 2 === 0 ? 'customer' : 'ai_agent', text(i), i));

describe('whatever a conversation is made of, the package is small and soon there', () => {
  test.each<[string, readonly EventRecord[]]>([
    [
      '10,000 messages',
      many((i) => `order ${i + 10_000}? I paid $${i} on 3 May, mail a${i}@x.org, call +49 30 1${i}`, 10_000),
    ],
    ['messages of 8,000 characters', many((i) => `${i} ${'order 12345678 '.repeat(533)}`, 120)],
    ['one word without an end', many(() => 'a'.repeat(8000), 120)],
    ['numbers without an end', many(() => '1-'.repeat(4000), 120)],
    ['questions without an end', many(() => '? '.repeat(4000), 120)],
    ['names without an end', many(() => 'My name is Aa Bb '.repeat(470), 120)],
    ['days without an end', many(() => 'two days ago, '.repeat(570), 120)],
    ['policies without an end', many(() => 'what is your policy '.repeat(400), 120)],
    ['attempts without an end', many(() => 'I already tried it. '.repeat(400), 120)],
    ['tabs and controls', many(() => '\u0000\u001b[2J\u202e\u200b\t'.repeat(900), 120)],
    [
      'huge results',
      Array.from({ length: 30 }, (_unused, i) =>
        toolCall({ n: i, list: Array(5000).fill('x'.repeat(20)) }, i),
      ),
    ],
    ['deep results', [toolCall(JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`), 0)]],
  ])('%s', (_name, events) => {
    const began = process.cpuUsage();
    const made = packageOf(events);
    const { user } = process.cpuUsage(began);
    expect(JSON.stringify(made).length).toBeLessThan(MOST_CHARACTERS);
    // Far above what it takes, far below what a pattern that backtracks would.
    expect(user / 1000).toBeLessThan(1500);
  });

  test('records, variables and evidence of any size', () => {
    const long = 'é'.repeat(100_000);
    const made = packageOf([], {
      reason: long,
      evidence: Array.from({ length: 500 }, () => ({
        trigger: long,
        offset: 1,
        score: 1,
        threshold: 1,
        quote: long,
      })),
      customer: {
        id: 'kim',
        name: long,
        metadata: Object.fromEntries(Array.from({ length: 500 }, (_u, i) => [`${i}${long}`, long])),
      },
      guidelines: Array.from({ length: 500 }, (_unused, i) => `${i} ${long}`),
      variables: Array.from({ length: 500 }, () => ({ name: long, value: [long, { [long]: long }] })),
    });
    expect(JSON.stringify(made).length).toBeLessThan(MOST_CHARACTERS);
  });

  test('nothing in it is invisible or turns the direction of reading', () => {
    const text = 'My name is Kim\u202e Lee, order 123\u200b45\u0007? I already tried\u0000 it.';
    const made = packageOf([
      message('customer', text, 0),
      message('ai_agent', `It is\u202e ${text}`, 1),
      toolCall(text, 2),
    ]);
    expect(JSON.stringify(made)).not.toMatch(/\\u00(?:0[0-8bcef]|1)|[\u200b\u202e]/);
    expect(made.details.map(({ value }) => value)).toContain('12345');
  });

  test('card numbers are not copied', () => {
    const made = packageOf([message('customer', 'it is 4111111111111111, or 5500005555555559', 0)]);
    expect(JSON.stringify(made.details)).not.toMatch(/4111|5500/);
  });
});
