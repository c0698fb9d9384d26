import type { StretchFacts } from '../../../engine/conversation-context.ts';

/** A stretch that a test knows only in part. */
export function makeStretch(over: Partial<StretchFacts> = {}): StretchFacts {
  const { operatorName = null } = over;
  return {
    operatorName,
    people: operatorName === null ? [] : [operatorName],
    began: '2026-01-05T08:00:00.000000Z',
    ended: '2026-01-05T08:10:00.000000Z',
    beganOffset: 0,
    endedOffset: 0,
    end: 'returned',
    disposition: null,
    outcome: null,
    commitments: [],
    details: [],
    messages: [],
    ...over,
  };
}
