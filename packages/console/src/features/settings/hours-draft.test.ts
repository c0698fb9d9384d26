import type { BusinessHours } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { draftOfHours, hoursOf, withSpan } from './hours-draft.ts';

const HOURS: BusinessHours = {
  zone: 'Europe/Berlin',
  week: {
    monday: [
      ['09:00', '12:00'],
      ['13:00', '24:00'],
    ],
    friday: [['22:00', '06:00']],
  },
  holidays: { '2026-12-25': [], '2026-12-24': [['09:00', '12:00']] },
};

describe('hours while they are written', () => {
  it('go back as they came, the end of a day included', () => {
    const draft = draftOfHours(HOURS, 'UTC');
    expect(draft.week.monday[1]).toEqual(['13:00', '00:00']);
    expect(hoursOf(draft)).toEqual(HOURS);
  });

  it('begin with office hours in the browser’s zone, and are none as long as it is always open', () => {
    const draft = draftOfHours(null, 'Europe/Madrid');
    expect(hoursOf(draft)).toBeNull();
    const hours = hoursOf({ ...draft, always: false });
    expect(hours?.zone).toBe('Europe/Madrid');
    expect(Object.keys(hours?.week ?? {})).toEqual(['monday', 'tuesday', 'wednesday', 'thursday', 'friday']);
  });

  it('go on after the last opening of a day', () => {
    expect(withSpan([])).toEqual([['09:00', '17:00']]);
    expect(withSpan([['09:00', '12:00']])[1]).toEqual(['12:00', '18:00']);
  });
});
