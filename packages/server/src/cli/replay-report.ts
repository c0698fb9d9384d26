import type { Change, Quality, ReplayReport } from '../core/triggers/replay/replay-tally.ts';

const WIDTHS = [20, 8, 7, 7, 11, 9, 14] as const;

/** A replay as a table: how each trigger did, then the conversations that would have gone otherwise. */
export function replayReport(report: ReplayReport): string {
  const { conversations, needed, labelled, policy, triggers, changed, changes } = report;
  const byLabel = labelled === 0 ? '' : ` (${labelled} by label)`;
  return [
    `Conversations: ${conversations}. A person was needed in ${needed} of them${byLabel}.`,
    '',
    row('trigger', 'mode', 'fired', 'right', 'precision', 'recall', 'turns before', 'seconds before'),
    ...triggers.map((each) => qualityRow(each.trigger, each.mode, each)),
    qualityRow('the policy', '', policy),
    '',
    ...notRecorded(report),
    `Conversations that would have gone otherwise: ${changed}`,
    ...changes.map(changeLine),
    ...(changed > changes.length ? [`  … and ${changed - changes.length} more (--changes ${changed})`] : []),
    '',
  ].join('\n');
}

function qualityRow(name: string, mode: string, quality: Quality): string {
  const { fired, hits, precision, recall, turns_before: turns, seconds_before: seconds } = quality;
  return row(
    name,
    mode,
    String(fired),
    String(hits),
    percent(precision),
    percent(recall),
    turns === null ? '-' : `${turns.median}`,
    seconds === null ? '-' : `${seconds.median}`,
  );
}

function row(...cells: readonly string[]): string {
  return `  ${cells.map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0)).join('')}`.trimEnd();
}

function percent(share: number | null): string {
  return share === null ? '-' : `${(100 * share).toFixed(1)} %`;
}

function notRecorded({ unrecorded_answers: count }: ReplayReport): string[] {
  if (count === 0) return [];
  return [
    `Messages without a record of how sure their answer was: ${count}. Of them only the words could be judged.`,
    '',
  ];
}

function changeLine({ id, change, offset, trigger, quote, score, threshold, recorded }: Change): string {
  const now =
    offset === null
      ? 'nobody'
      : `${offset} ${trigger}${score === null ? '' : ` ${score} of ${threshold ?? '-'}`} ${quoted(quote)}`;
  const before = recorded === null ? 'nobody' : `${recorded.offset} ${recorded.trigger}`;
  return `  ${change.padEnd(8)} ${oneLine(id)}: ${now.trim()}, was ${oneLine(before)}`;
}

function quoted(quote: string | null): string {
  return quote === null ? '' : `“${oneLine(quote).slice(0, 80)}”`;
}

/** However it was written, and nothing that a terminal would obey. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}
