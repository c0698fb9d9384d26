import { describe, expect, it } from 'vitest';
import { makeMessage, makeStatus, timeOf } from '../../testing/make-event.ts';
import { activityOf } from './activity.ts';

const at = (offset: number): number => Date.parse(timeOf(offset));

describe('who is typing', () => {
  it('is the customer until he writes, stops, or is silent for long', () => {
    const log = [makeStatus(0, 'typing', 'customer')];
    expect(activityOf(log, at(1))).toBe('customer-typing');
    expect(activityOf(log, at(12))).toBeNull();
    expect(activityOf([...log, makeMessage(1, 'Hi')], at(2))).toBeNull();
    expect(activityOf([...log, makeStatus(1, 'ready', 'customer')], at(2))).toBeNull();
  });

  it('is the AI from the start of its turn to its end', () => {
    const log = [makeMessage(0, 'Hi'), makeStatus(1, 'acknowledged'), makeStatus(2, 'processing')];
    expect(activityOf(log, at(3))).toBe('ai-thinking');
    expect(activityOf([...log, makeStatus(3, 'typing')], at(4))).toBe('ai-typing');
    expect(activityOf([...log, makeMessage(3, 'Hello', 'ai_agent')], at(4))).toBeNull();
    expect(activityOf([...log, makeStatus(3, 'ready')], at(4))).toBeNull();
    expect(activityOf([...log, makeStatus(3, 'cancelled', 'system')], at(4))).toBeNull();
    expect(activityOf(log, at(200))).toBeNull();
  });

  it('is not told of a colleague', () => {
    expect(activityOf([makeStatus(0, 'typing', 'human_agent')], at(1))).toBeNull();
  });
});
