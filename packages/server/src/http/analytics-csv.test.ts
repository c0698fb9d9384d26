import { describe, expect, test } from 'vitest';
import { addReason, addRowTimes, measuresOf, newTally } from '../core/analytics/tally.ts';
import { analyticsCsv } from './analytics-csv.ts';

const MARK = String.fromCharCode(0xfeff);

function measured(reason: string): ReturnType<typeof measuresOf> {
  const tally = { ...newTally(), sessions: 4, handed: 1 };
  addReason(tally, reason, '', 1);
  addRowTimes(tally, 9, null, null);
  return measuresOf(tally);
}

describe('figures as a table', () => {
  test('the header is the same whatever the rows say', () => {
    const empty = analyticsCsv(['key', 'name'], []);
    const [header] = analyticsCsv(
      ['key', 'name'],
      [{ head: { key: 'a', name: 'A' }, measures: measured('api') }],
    ).split('\r\n');
    expect(empty).toBe(`${header}\r\n`);
    expect(header?.startsWith(`${MARK}key,name,sessions,handoffs,open,transfers,`)).toBe(true);
    expect(
      header?.endsWith(
        ',rating_count,rating_mean,rating_1,rating_2,rating_3,rating_4,rating_5,reasons,triggers',
      ),
    ).toBe(true);
  });

  test('what is not known is empty, a share stands beside its counts', () => {
    const text = analyticsCsv(['start'], [{ head: { start: 'now' }, measures: measured('api') }]);
    const [header = '', row = ''] = text.slice(1).split('\r\n');
    const cells = Object.fromEntries(header.split(',').map((name, index) => [name, row.split(',')[index]]));
    expect(cells).toMatchObject({
      start: 'now',
      sessions: '4',
      containment_count: '3',
      containment_of: '4',
      containment_share: '0.75',
      acceptance_count: '1',
      acceptance_mean: '9',
      first_word_mean: '',
      rating_mean: '',
      reasons: 'api 1',
      triggers: '',
    });
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j is no formula', (name) => {
    const text = analyticsCsv(['key', 'name'], [{ head: { key: name, name }, measures: measured(name) }]);
    const row = text.slice(text.indexOf('\n') + 1, -2);
    const cells = row.split(',').map((cell) => cell.replace(/^"/, ''));
    expect(cells.filter((cell) => cell.startsWith(`'${name}`))).toHaveLength(3);
    expect(cells.filter((cell) => /^[=+@\t\r-]/.test(cell))).toEqual([]);
  });

  test('commas, quotes and line ends stay within their cell', () => {
    const name = 'Sales, "north"\nand south';
    const text = analyticsCsv(['name'], [{ head: { name }, measures: measured('api') }]);
    expect(text.split('\r\n')[1]?.startsWith('"Sales, ""north""\nand south",4,')).toBe(true);
  });
});
