import type { CompiledPolicy } from './compile-policy.ts';
import { evidenceOf } from './signal.ts';
import type { Said, Signal } from './signal.ts';
import type { TriggerName } from '@baton/protocol';

/** What the triggers of an answer look at, all of it since a person last held the session (H8.4). */
export interface AnswerView {
  /** The message that is answered. */
  readonly latest: Said;
  /** How sure the AI was of its last answers, oldest first, this one last; 0..1. */
  readonly confidences: readonly number[];
  /** Turns in a row that brought the customer no further, this one included. */
  readonly stalled: number;
  /** Of the calls of tools so far, oldest first, whether each failed. */
  readonly calls: readonly { readonly tool: string; readonly failed: boolean }[];
  /** Answers of the AI, this one included. */
  readonly answers: number;
}

/** The triggers that an answer makes fire before it is said, in their order. */
export function answerSignals(view: AnswerView, policy: CompiledPolicy): readonly Signal[] {
  const { thresholds, modes } = policy;
  const signals: Signal[] = [];
  const add = (
    trigger: TriggerName,
    reason: string,
    name: string,
    score: number,
    threshold: number,
  ): void => {
    const mode = modes[trigger];
    const evidence = evidenceOf(name, view.latest, { score, threshold });
    if (mode !== 'off') signals.push({ trigger, mode, reason, evidence });
  };
  const failed = inARow(view.calls, (call) => call.failed);
  const { failingTools, confidence, unsureTurns, stalledTurns, mostTurns } = thresholds;
  if (failed >= failingTools) add('failing_tools', 'complex_issue', 'failing-tools', failed, failingTools);
  const unsure = inARow(view.confidences, (each) => each < confidence);
  if (unsure >= unsureTurns)
    add('low_confidence', 'low_confidence', 'low-confidence', view.confidences.at(-1) ?? 0, confidence);
  if (view.stalled >= stalledTurns)
    add('no_progress', 'max_turns_exceeded', 'no-progress', view.stalled, stalledTurns);
  if (view.answers > mostTurns)
    add('most_turns', 'max_turns_exceeded', 'most-turns', view.answers, mostTurns);
  return signals;
}

/** How many of the last ones, without a break. */
function inARow<T>(all: readonly T[], holds: (each: T) => boolean): number {
  const broken = all.findLastIndex((each) => !holds(each));
  return all.length - 1 - broken;
}
