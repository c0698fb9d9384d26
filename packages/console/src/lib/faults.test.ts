import { RequestError } from '@baton/client';
import { describe, expect, it } from 'vitest';
import { faultsOf } from './faults.ts';

function refused(
  ...detail: { type: string; loc: string[]; msg: string; input?: unknown; ctx?: Record<string, unknown> }[]
): Error {
  return new RequestError(422, { detail: detail.map((fault) => ({ input: null, ...fault })) });
}

describe('what the server found wrong', () => {
  const faults = faultsOf(
    refused(
      { type: 'value_error', loc: ['body', 'hours', 'zone'], msg: 'Value error, not a time zone' },
      { type: 'less_than_equal', loc: ['body', 'policy', 'offer_seconds'], msg: '…', ctx: { le: 3600 } },
    ),
  );

  it('stands at its field, and at what holds that field', () => {
    expect(faults.of('hours.zone')).toBe('not a time zone');
    expect(faults.of('hours')).toBe('not a time zone');
    expect(faults.of('policy.offer_seconds')).toBe('At most 3600.');
    expect(faults.of('policy.offer')).toBeUndefined();
  });

  it('is, of a field left empty, that it is needed, whatever form it would have to have', () => {
    const loc = ['body', 'shortcut'];
    const empty = refused({ type: 'value_error', loc, msg: 'Value error, letters and digits', input: '' });
    expect(faultsOf(empty).of('shortcut')).toBe('This is needed.');
  });

  it('is summed up, also where it is about no field', () => {
    expect(faults.summary).toBe('Please check the marked fields. not a time zone');
    expect(faultsOf(new RequestError(409, { detail: 'It is used by x.', code: 'in-use' })).summary).toBe(
      'It is used by x.',
    );
    expect(faultsOf(null).summary).toBeNull();
  });
});
