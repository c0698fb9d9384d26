import type { EngineStages } from '../../packages/server/src/ports/engine-stages.ts';

/** An AI that matches nothing, calls nothing and says nothing. */
export const SILENT_STAGES: EngineStages = {
  triggers: { detect: async () => [], review: async () => [], explain: async () => null },
  matcher: { match: async () => ({ matches: [], steps: [] }) },
  planner: { plan: async (context) => ({ calls: [], missing: [], state: context.state }) },
  composer: { compose: async (_context, input) => ({ messages: [], confidence: 1, state: input.state }) },
  checker: { findTransferPromise: async () => null },
};
