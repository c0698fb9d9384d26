import { CHECKS } from './judge-turn.ts';
import type { Check } from './judge-turn.ts';
import { hasPassed } from './run-suite.ts';
import type { EvaluatedConversation, Evaluation } from './run-suite.ts';

/** An evaluation as a table: what failed and why, then counts for each kind of check. */
export function evalReport({ suite, conversations }: Evaluation): string {
  const failed = conversations.filter((conversation) => !hasPassed(conversation));
  const passed = conversations.length - failed.length;
  const times = conversations.flatMap(({ turns }) => turns.map(({ milliseconds }) => milliseconds));
  return [
    ...failed.flatMap(failureLines),
    ...(failed.length > 0 ? [''] : []),
    `${suite}: ${passed} of ${conversations.length} conversations as expected`,
    '',
    ...CHECKS.map((check) => checkLine(check, conversations)),
    '',
    `turns ${times.length}, milliseconds a turn: p50 ${percentile(times, 0.5)}, p95 ${percentile(times, 0.95)}`,
    '',
  ].join('\n');
}

function failureLines({ name, turns, error }: EvaluatedConversation): string[] {
  const lines = turns.flatMap(({ say, verdicts }) =>
    verdicts.filter((each) => !each.passed).map(({ check, detail }) => `    “${say}” ${check}: ${detail}`),
  );
  return [`✗ ${name}`, ...lines, ...(error === null ? [] : [`    ${error}`])];
}

function checkLine(check: Check, conversations: readonly EvaluatedConversation[]): string {
  const verdicts = conversations.flatMap(({ turns }) =>
    turns.flatMap((turn) => turn.verdicts.filter((each) => each.check === check)),
  );
  const good = verdicts.filter(({ passed }) => passed).length;
  const share = verdicts.length === 0 ? '' : `${((100 * good) / verdicts.length).toFixed(1)} %`;
  return `  ${check.padEnd(12)}${`${good} of ${verdicts.length}`.padEnd(14)}${share}`.trimEnd();
}

function percentile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
}
