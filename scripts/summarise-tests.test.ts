import { expect, test } from 'vitest';
import { formatTally, tallyTests } from './summarise-tests.ts';
import type { TestReport } from './summarise-tests.ts';

const green: TestReport = {
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
};

test('a green run has nothing failed', () => {
  expect(formatTally(tallyTests(green, 0))).toBe('3 passed, 0 failed');
});

test('skipped tests are counted', () => {
  const tally = tallyTests({ ...green, numPendingTests: 2, numTodoTests: 1 }, 0);
  expect(formatTally(tally)).toBe('3 passed, 0 failed, 3 skipped');
});

test('failed tests are counted once, not again for their file', () => {
  const testResults = [{ status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'failed' }] }];
  const tally = tallyTests({ ...green, success: false, numFailedTests: 2, testResults }, 1);
  expect(tally.failed).toBe(2);
});

test('a file that fails without a failing test counts as one', () => {
  const testResults = [{ status: 'failed', assertionResults: [{ status: 'passed' }] }];
  expect(tallyTests({ ...green, success: false, testResults }, 1).failed).toBe(1);
});

test('a run that fails without a failing file counts as one', () => {
  expect(tallyTests(green, 1).failed).toBe(1);
  expect(tallyTests({ ...green, success: false }, 0).failed).toBe(1);
});

test('a run without a report failed', () => {
  expect(tallyTests(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
