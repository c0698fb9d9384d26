import type { ContextPackage } from '@baton/protocol';
import { DecisionBuilder, refuse } from '../handoff/decision.ts';
import type { Decision, Desk, Moment, Refusal } from '../handoff/decision.ts';
import { allows } from '../handoff/stage-table.ts';

/** Puts a newer package into a handoff that waits (H5.1); null when nobody waits for it any more or nothing is new. */
export function updatePackage(desk: Desk, updated: ContextPackage, moment: Moment): Decision | null {
  const { handoff } = desk;
  if (handoff === null || !allows(handoff.stage, 'update-package')) return null;
  if (tellsTheSame(handoff.package, updated)) return null;
  return new DecisionBuilder(desk, moment).fact({ type: 'package-updated', package: updated }).build();
}

/** A summary that was written anew. */
export interface NewSummary {
  readonly summary: string;
  /** Null: what it was before stays. */
  readonly intent: string | null;
  readonly by: ContextPackage['summary_by'];
}

/** Puts a newer summary into an open handoff's package, also while somebody holds it: on his own request. */
export function renewSummary(
  desk: Desk,
  { summary, intent, by }: NewSummary,
  moment: Moment,
): Decision | Refusal | null {
  const { handoff } = desk;
  if (handoff === null) return null;
  if (!allows(handoff.stage, 'renew-summary'))
    return refuse('wrong-stage', `This cannot be done while the handoff is ${handoff.stage}.`);
  const { package: made } = handoff;
  const updated = { ...made, summary, intent: intent ?? made.intent, summary_by: by };
  const decision = new DecisionBuilder(desk, moment);
  return tellsTheSame(made, updated)
    ? decision.build()
    : decision.fact({ type: 'package-updated', package: updated }).build();
}

/** Whether two packages tell the same: how far the log had got, and what was put right, is no news. */
function tellsTheSame(a: ContextPackage, b: ContextPackage): boolean {
  return fingerprint(a) === fingerprint(b);
}

function fingerprint(made: ContextPackage): string {
  return JSON.stringify({ ...made, corrections: [], transcript: null });
}
