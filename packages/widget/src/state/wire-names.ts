import type { Alternative, HandoffStage } from '@baton/protocol';

/* The protocol package's own lists come with its validators, which would triple this page's script.
   The types below make the compiler refuse a list that says less or more than the wire does. */

const STAGES: Record<HandoffStage, true> = {
  requested: true,
  queued: true,
  offered: true,
  active: true,
  returning: true,
  resolved: true,
  returned: true,
  abandoned: true,
  withdrawn: true,
  callback: true,
  email: true,
  failed: true,
};
const ALTERNATIVES: Record<Alternative, true> = { wait: true, callback: true, email: true, ai: true };

export const STAGE_NAMES = Object.keys(STAGES) as HandoffStage[];
export const ALTERNATIVE_NAMES = Object.keys(ALTERNATIVES) as Alternative[];
