import { randomBytes } from 'node:crypto';
import type { Encoder } from '../../ports/encoder.ts';
import type { EngineStages } from '../../ports/engine-stages.ts';
import type { Model } from '../../ports/model.ts';
import { ModelComposer } from './compose/model-composer.ts';
import { ModelMatcher } from './match/model-matcher.ts';
import { Shortlist } from './match/shortlist.ts';
import { ModelPlanner } from './plan/model-planner.ts';
import { StageModel } from './stage-model.ts';

export interface ModelStagesOptions {
  readonly model: Model;
  /** Detects triggers and promises, and does what the model fails to do. */
  readonly embedded: EngineStages;
  /** Narrows many guidelines down; null: by their words. */
  readonly encoder: Encoder | null;
  /** What "tomorrow" is counted from; default the system's time. */
  readonly now?: () => Date;
  /** Codes for the sections of prompts; default random ones. */
  readonly newCode?: () => string;
}

/**
 * The stages of a turn on a language model: one call to match, one to plan where a tool needs arguments, one to
 * compose. Triggers and the checker stay the embedded ones: they cost nothing and do not depend on a model.
 */
export function modelStages(options: ModelStagesOptions): EngineStages {
  const { embedded, encoder } = options;
  const model = new StageModel(options.model, options.newCode ?? randomCode);
  return {
    triggers: embedded.triggers,
    matcher: new ModelMatcher(model, new Shortlist(encoder), embedded.matcher),
    planner: new ModelPlanner(model, embedded.planner, options.now ?? (() => new Date())),
    composer: new ModelComposer(model, embedded.composer),
    checker: embedded.checker,
  };
}

function randomCode(): string {
  return randomBytes(8).toString('hex');
}
