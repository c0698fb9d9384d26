import { readFile } from 'node:fs/promises';

/*
 * node summarise-tests.ts REPORT TEST-EXIT CHECKS-PASSED CHECKS-FAILED
 *
 * Adds up Vitest's JSON report and the other checks, prints "N passed, N failed" and fails when anything did.
 */

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The parts of Vitest's report that count. */
export interface TestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { status: string }[];
  }[];
}

/**
 * A file can fail with no failing test in it (it does not load, its tear-down throws), and a run can fail with
 * no failing file (an error nobody caught): each counts as one failure. So does a run that left no report.
 */
export function tallyTests(report: TestReport | null, exitCode: number): Tally {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + brokenFiles.length;
  const failedOtherwise = failed === 0 && (exitCode !== 0 || !report.success);
  return {
    passed: report.numPassedTests,
    failed: failedOtherwise ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function formatTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

async function main([path = '', exitCode, checksPassed, checksFailed]: readonly string[]): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => 'null');
  const tests = tallyTests(JSON.parse(text) as TestReport | null, Number(exitCode));
  const tally = {
    passed: tests.passed + Number(checksPassed),
    failed: tests.failed + Number(checksFailed),
    skipped: tests.skipped,
  };
  console.log(formatTally(tally));
  if (tally.failed > 0) process.exitCode = 1;
}

if (import.meta.main) await main(process.argv.slice(2));
