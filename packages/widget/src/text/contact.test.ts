import { expect, test } from 'vitest';
import { isEmailAddress, isPhoneNumber, readLocalTime } from './contact.ts';

test.each(['+49 (30) 1234-567', '030/123456', '0041 44 668 18 00', '12345', '555-1234 ext. 7'])(
  '%s may be a phone number',
  (text) => {
    expect(isPhoneNumber(text)).toBe(true);
  },
);

test.each(['', '123', 'call me', 'a@b.de', '1'.repeat(30)])('%j is no phone number', (text) => {
  expect(isPhoneNumber(text)).toBe(false);
});

test.each(['a@b.de', ' first.last+tag@mail.example.com ', 'ü@exämple.org'])(
  '%s may be an address',
  (text) => {
    expect(isEmailAddress(text)).toBe(true);
  },
);

test.each(['', 'a', 'a@b', 'a@b..de', 'a b@c.de', '@b.de', `${'a'.repeat(200)}@b.de`])(
  '%j is no address',
  (text) => {
    expect(isEmailAddress(text)).toBe(false);
  },
);

test('a time is left open, still to come, or not accepted', () => {
  const now = new Date(2026, 2, 2, 10, 0).getTime();
  expect(readLocalTime('', now)).toBeNull();
  expect(readLocalTime('2026-03-02T10:30', now)).toEqual(new Date(2026, 2, 2, 10, 30));
  expect(readLocalTime('2026-03-02T09:30', now)).toBeUndefined();
  expect(readLocalTime('soon', now)).toBeUndefined();
});
