import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '@baton/protocol';
import { eventId } from '../../../../server/src/core/log/event-id.ts';
import type { EventRecord } from '../../../../server/src/core/log/event-record.ts';
import type { JournalFact } from '../../../../server/src/core/handoff/journal-fact.ts';
import { ANNA, START, makeMessage, makeOpening } from '../../../../server/src/testing/make.ts';
import { checkCapacity } from './check-capacity.ts';
import { checkAcknowledged, checkAnswers, checkRepeated } from './check-log.ts';
import type { Acknowledged } from './ledger.ts';

/* What the checks after a run are worth: each finds what it is there for. */

const SESSION = 'session';
const SECOND = 1_000_000;

function log(...messages: readonly [source: EventRecord['source'], text: string][]): EventRecord[] {
  return messages.map(([source, text], offset) => ({
    ...makeMessage(source, text),
    sessionId: SESSION,
    offset,
    createdAt: START,
    deleted: false,
  })) as unknown as EventRecord[];
}

function acknowledged(text: string, offset: number): Acknowledged {
  const event = { id: eventId(SESSION, offset), offset } as SessionEvent;
  return { sessionId: SESSION, writer: 'anna', text, event };
}

describe('the check of a log', () => {
  test('finds a message that is lost, doubled, elsewhere or out of order', () => {
    const kept = log(['customer', 'one'], ['customer', 'two'], ['customer', 'two']);
    expect(checkAcknowledged(kept, [acknowledged('one', 0)])).toEqual([]);
    expect(checkAcknowledged(kept, [acknowledged('lost', 0)])).toHaveLength(1);
    expect(checkAcknowledged(kept, [acknowledged('two', 1)])).toHaveLength(1);
    expect(checkAcknowledged(kept, [acknowledged('one', 1)])).toHaveLength(1);
    const twice = log(['customer', 'one'], ['customer', 'two']);
    expect(checkAcknowledged(twice, [acknowledged('two', 1), acknowledged('one', 0)])).toEqual([
      '"one" is out of order',
    ]);
  });

  test('finds what was sent again and stands there twice', () => {
    expect(checkRepeated(log(['customer', 'one'], ['ai_agent', 'one']))).toEqual([]);
    expect(checkRepeated(log(['customer', 'one'], ['customer', 'one']))).toHaveLength(1);
  });

  test('finds a message with two answers', () => {
    const first = ['ai_agent', 'answer to 0'] as const;
    expect(checkAnswers(log(['customer', 'one'], [...first]))).toEqual([]);
    expect(checkAnswers(log(['customer', 'one'], [...first], [...first]))).toEqual([
      'message 0 is answered at 1, 2',
    ]);
  });
});

describe('the check of capacity', () => {
  const held = (id: string, from: number, to: number): JournalFact[] => [
    { ...makeOpening({ handoffId: id }), type: 'taken-over', operator: ANNA, at: START + from * SECOND },
    { type: 'returned', at: START + to * SECOND } as unknown as JournalFact,
  ];

  test('H6.2 finds an operator with more at once than he takes', () => {
    const three = [held('a', 0, 10), held('b', 1, 5), held('c', 4, 9)];
    expect(checkCapacity(three, 3)).toEqual({ broken: [], most: 3 });
    expect(checkCapacity(three, 2)).toMatchObject({
      most: 3,
      broken: ['H6.2: anna had more than 2 for 1000 ms'],
    });
  });

  test('takes no notice of what two clocks may differ by', () => {
    expect(checkCapacity([held('a', 0, 5.1), held('b', 5, 9)], 1).broken).toEqual([]);
  });
});
