import type { Correction, HandoffLine } from '@baton/protocol';
import type { HandoffState } from '../handoff/handoff-state.ts';
import { appliedPackage } from './applied-package.ts';

/**
 * What the customer may see of his package and put right (H5.3): the summary, his open question, and what he named.
 * What he wants (`intent`) is his to see only where it is not an author's condition: a model's words, or a person's.
 * Scores, notes, guidelines, tools and variables are not among them.
 */
export function linesForCustomer(state: Pick<HandoffState, 'package'>): HandoffLine[] {
  const applied = appliedPackage(state.package);
  const { summary, intent, open_question: question, details, corrections } = applied;
  const beforeOf = (line: string): string | null =>
    corrections.find((correction) => correction.line === line)?.before ?? null;
  const lines: HandoffLine[] = [
    { line: 'summary', kind: 'summary', text: nullIfEmpty(summary), before: beforeOf('summary') },
  ];
  if (applied.summary_by === 'model' || isCorrected('intent', corrections)) {
    const before = applied.summary_by === 'model' ? beforeOf('intent') : null;
    lines.push({ line: 'intent', kind: 'intent', text: intent, before });
  }
  if (question !== null || isCorrected('open_question', corrections)) {
    lines.push({
      line: 'open_question',
      kind: 'open_question',
      text: question?.text ?? null,
      before: beforeOf('open_question'),
    });
  }
  return [
    ...lines,
    ...details.map(({ kind, value, before }, index) => ({
      line: `details/${index}`,
      kind,
      text: nullIfEmpty(value),
      before: before ?? null,
    })),
  ];
}

function isCorrected(line: string, corrections: readonly Correction[]): boolean {
  return corrections.some((correction) => correction.line === line);
}

function nullIfEmpty(text: string): string | null {
  return text === '' ? null : text;
}
