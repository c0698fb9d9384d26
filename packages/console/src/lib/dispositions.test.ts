import { describe, expect, test } from 'vitest';
import { DEFAULT_DISPOSITIONS, dispositionLines, dispositionText, readDispositions } from './dispositions.ts';

describe('what a handoff is resolved as', () => {
  test('has its name in this language where it is a default, else its own', () => {
    expect(dispositionText('not-solved')).toBe('Not solved');
    expect(dispositionText('Refund paid')).toBe('Refund paid');
    expect(dispositionText('constructor')).toBe('constructor');
  });

  test('is the same after it was shown as lines', () => {
    const all = [...DEFAULT_DISPOSITIONS, 'Refund paid'];
    expect(readDispositions(dispositionLines(all))).toEqual(all);
  });

  test('is read without blanks, empty lines and what stands there twice', () => {
    expect(readDispositions('  solved \n\nRefund paid\nSolved\r\nRefund paid\n')).toEqual([
      'solved',
      'Refund paid',
    ]);
  });
});
