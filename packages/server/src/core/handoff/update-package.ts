import type { ContextPackage } from '@baton/protocol';
import { DecisionBuilder } from './decision.ts';
import type { Decision, Desk, Moment } from './decision.ts';
import { allows } from './stage-table.ts';

/** The package as of now takes the place of the one before (H5.1). Null once somebody has come: it is kept as he got it. */
export function updatePackage(desk: Desk, contextPackage: ContextPackage, moment: Moment): Decision | null {
  if (desk.handoff === null || !allows(desk.handoff.stage, 'update-package')) return null;
  return new DecisionBuilder(desk, moment).fact({ type: 'package-updated', package: contextPackage }).build();
}
