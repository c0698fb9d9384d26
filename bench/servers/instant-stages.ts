import type { EngineStages } from '../../packages/server/src/ports/engine-stages.ts';
import { SILENT_STAGES } from './silent-stages.ts';

/** An AI that knows at once what to say: what a turn takes is the product's own. */
export const INSTANT_STAGES: EngineStages = {
  ...SILENT_STAGES,
  composer: {
    compose: async (_context, input) => ({
      messages: [{ text: 'Your order left our house this morning.' }],
      confidence: 1,
      state: input.state,
    }),
  },
};
