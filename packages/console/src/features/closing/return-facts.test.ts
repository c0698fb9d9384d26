import { describe, expect, it } from 'vitest';
import { makeMessage, timeOf } from '../../testing/make-event.ts';
import { makeDetail } from '../../testing/make-handoff.ts';
import { returnFacts } from './return-facts.ts';

const promise = (id: string, settled: string | null) => ({
  id,
  text: id,
  due_utc: null,
  author: null,
  creation_utc: timeOf(1),
  settled_utc: settled,
});

describe('what the AI will be told on return (H8.4)', () => {
  const made = makeDetail({
    requested_utc: timeOf(2),
    commitments: [promise('letter', null), promise('call', timeOf(9))],
  });
  const detail = {
    ...made,
    package: {
      ...made.package,
      details: [
        { kind: 'claim' as const, value: 'CL-2041', offset: 0 },
        { kind: 'order' as const, value: 'A-2', before: 'A-1', offset: 0 },
        { kind: 'phone' as const, value: '', before: '555', offset: 0 },
      ],
    },
  };
  const log = [
    makeMessage(0, 'Hi'),
    makeMessage(1, 'An earlier stretch', 'human_agent'),
    makeMessage(3, 'We found it', 'human_agent'),
    makeMessage(4, 'It is paid', 'human_agent_on_behalf_of_ai_agent'),
    makeMessage(5, 'Thanks'),
    makeMessage(6, 'Good bye', 'ai_agent'),
  ];

  it('is what is still promised', () => {
    expect(returnFacts(detail, log).promises.map(({ id }) => id)).toEqual(['letter']);
  });

  it('is what persons wrote in this stretch, in whosever name', () => {
    expect(returnFacts(detail, log).said.map(({ text }) => text)).toEqual(['We found it', 'It is paid']);
  });

  it('is what holds of the package, with what was put right in its place (H5.3)', () => {
    expect(returnFacts(detail, log).known).toEqual([
      { kind: 'claim', value: 'CL-2041', corrected: false },
      { kind: 'order', value: 'A-2', corrected: true },
    ]);
  });
});
