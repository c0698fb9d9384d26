import { describe, expect, test } from 'vitest';
import { findEmails, findPhones } from './find-contacts.ts';
import { findDates } from './find-dates.ts';
import { findCodes, findIds, findIdsBehind } from './find-ids.ts';
import { findAmounts, findNumbers, parseNumber } from './find-numbers.ts';

/** A Wednesday. */
const TODAY = { year: 2025, month: 3, day: 12 };

describe('findDates', () => {
  test.each([
    ['it happened on 2025-02-03', ['2025-02-03']],
    ['yesterday', ['2025-03-11']],
    ['Yesterday evening at 8', ['2025-03-11']],
    ['the day before yesterday', ['2025-03-10']],
    ['today', ['2025-03-12']],
    ['this morning', ['2025-03-12']],
    ['12 March', ['2025-03-12']],
    ['on the 5th of March', ['2025-03-05']],
    ['March 5th, 2024', ['2024-03-05']],
    ['Dec 24', ['2024-12-24']],
    ['3/2/2025', ['2025-02-03']],
    ['2/25/2025', ['2025-02-25']],
    ['03.02.25', ['2025-02-03']],
    ['three days ago', ['2025-03-09']],
    ['2 weeks ago', ['2025-02-26']],
    ['a couple of days ago', ['2025-03-10']],
    ['a month ago', ['2025-02-12']],
    ['last Monday', ['2025-03-10']],
    ['on Wednesday', ['2025-03-05']],
    ['gestern', ['2025-03-11']],
    ['el 3 de febrero', ['2025-02-03']],
    ['le 3 février 2024', ['2024-02-03']],
    ['from 2025-01-01 to 2025-02-01', ['2025-01-01', '2025-02-01']],
    ['30 February', []],
    ['it may rain', []],
    ['policy P-1001', []],
    ['99999999999', []],
  ])('%s', (text, days) => {
    expect(findDates(text, TODAY).map((date) => date.iso)).toEqual(days);
  });
});

describe('numbers', () => {
  test.each([
    ['1,234.50', 1234.5],
    ['1.234,50', 1234.5],
    ['1.234', 1234],
    ['12,5', 12.5],
    ['1 234', 1234],
    ['1,234,567', 1234567],
    ['7.', 7],
    ['', null],
  ])('%s', (written, value) => {
    expect(parseNumber(written)).toBe(value);
  });

  test('amounts need a currency, numbers stand alone', () => {
    expect(findAmounts('about 1,200 euros or $99.90, maybe 2k EUR')).toEqual([1200, 99.9, 2000]);
    expect(findAmounts('in 2025 there were 12 cars')).toEqual([]);
    expect(findNumbers('there were 3 of us, policy P-1001, 12/3/2025')).toEqual([3]);
    expect(findNumbers('two')).toEqual([2]);
  });
});

describe('identifiers', () => {
  const claim = /^CL-\d{4}$/;

  test.each(['CL-2041', 'cl-2041', 'CL2041', 'cl 2041', 'my claim (CL-2041).', 'it is cl 2041, please'])(
    '%s',
    (text) => {
      expect(findIds(text, claim)).toEqual(['CL-2041']);
    },
  );

  test('others are left alone', () => {
    expect(findIds('P-1001 and CL-20411', claim)).toEqual([]);
    expect(findIds('CL-2041 and CL-2042', claim)).toEqual(['CL-2041', 'CL-2042']);
    expect(findIdsBehind('my policy number is 778123, since 2020', ['policy'])).toEqual(['778123']);
    expect(findIdsBehind('policy holder since 2020', ['policy'])).toEqual([]);
    expect(findCodes('it is AB-77 or so')).toEqual(['AB-77']);
  });
});

test('contacts', () => {
  expect(findEmails('write to jo.b+x@example.co.uk, please')).toEqual(['jo.b+x@example.co.uk']);
  expect(findEmails('me@home')).toEqual([]);
  expect(findPhones('call +49 170 1234567 or (030) 123-4567')).toEqual(['+491701234567', '0301234567']);
  expect(findPhones('claim CL-2041 of 2025-02-03')).toEqual([]);
});
