import type { HANDOFF_REASONS } from '@baton/protocol';

export type HandoffReason = (typeof HANDOFF_REASONS)[number];
