import type { ContextPackage } from '@baton/protocol';
import { DecisionBuilder } from '../handoff/decision.ts';
import type { Decision, Desk, Moment } from '../handoff/decision.ts';
import { allows } from '../handoff/stage-table.ts';

/** Puts a newer package into a handoff that waits (H5.1); null when nobody waits for it any more or nothing is new. */
export function updatePackage(desk: Desk, updated: ContextPackage, moment: Moment): Decision | null {
  const { handoff } = desk;
  if (handoff === null || !allows(handoff.stage, 'update-package')) return null;
  if (tellsTheSame(handoff.package, updated)) return null;
  return new DecisionBuilder(desk, moment).fact({ type: 'package-updated', package: updated }).build();
}

/** Whether two packages tell the same: how far the log had got, and what was put right, is no news. */
function tellsTheSame(a: ContextPackage, b: ContextPackage): boolean {
  return fingerprint(a) === fingerprint(b);
}

function fingerprint(made: ContextPackage): string {
  return JSON.stringify({ ...made, corrections: [], transcript: null });
}
