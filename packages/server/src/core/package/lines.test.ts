import type { ContextPackage, Correction } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { EVIDENCE, START, customerSays } from '../../testing/make.ts';
import type { EventRecord } from '../log/event-record.ts';
import { appliedPackage, textOfLine } from './applied-package.ts';
import { buildPackage } from './build-package.ts';
import { linesForCustomer } from './lines-for-customer.ts';

function packageOf(
  says: readonly string[],
  corrections: readonly Partial<Correction>[] = [],
): ContextPackage {
  const made = buildPackage({
    sessionId: 's',
    reason: 'secret reason',
    evidence: [EVIDENCE],
    customer: { id: 'kim', name: 'Kim', metadata: { tier: 'gold' } },
    events: says.map((text, offset): EventRecord => {
      const { kind, source, traceId, data } = customerSays(text);
      return {
        sessionId: 's',
        offset,
        at: START,
        kind,
        source,
        traceId,
        data,
        metadata: null,
        deleted: false,
      };
    }),
    guidelines: ['The customer is a thief'],
    variables: [{ name: 'score', value: 3 }],
  });
  const full = corrections.map((each): Correction => ({
    line: 'summary',
    before: '',
    after: null,
    by: 'customer',
    author: null,
    creation_utc: '2026-01-05T09:00:00.000000Z',
    ...each,
  }));
  return { ...made, corrections: full };
}

describe('H5.3: what was put right', () => {
  test('is found again where it stands now, when others have come before it', () => {
    const correction = { line: 'details/0', before: 'A-22222', after: 'A-22223' };
    const applied = appliedPackage(packageOf(['order A-11111', 'order A-22222'], [correction]));
    expect(applied.details.map(({ value, before }) => [value, before])).toEqual([
      ['A-11111', undefined],
      ['A-22223', 'A-22222'],
    ]);
    expect(applied.corrections[0]?.line).toBe('details/1');
    expect(textOfLine(applied, 'details/1')).toBe('A-22223');
    expect(textOfLine(applied, 'details/2')).toBeUndefined();
  });

  test('and is nowhere when what it was about is gone', () => {
    const correction = { line: 'details/0', before: 'A-99999', after: 'A-22223' };
    const made = packageOf(['order A-11111'], [correction]);
    expect(appliedPackage(made).details).toEqual(made.details);
  });

  test('without corrections the package is as it is', () => {
    const made = packageOf(['order A-11111']);
    expect(appliedPackage(made)).toBe(made);
  });
});

test('H5.3: the customer sees his lines, and nothing of what others made of him', () => {
  const lines = linesForCustomer({ package: packageOf(['Where is order A-11111?']) });
  expect(lines).toEqual([
    { line: 'summary', kind: 'summary', text: 'The customer wrote: “Where is order A-11111?”', before: null },
    { line: 'open_question', kind: 'open_question', text: 'Where is order A-11111?', before: null },
    { line: 'details/0', kind: 'order', text: 'A-11111', before: null },
  ]);
  for (const secret of ['thief', 'secret', 'score', 'gold', EVIDENCE.trigger])
    expect(JSON.stringify(lines)).not.toContain(secret);
});
