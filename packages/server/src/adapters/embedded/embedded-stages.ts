import type { EngineStages } from '../../ports/engine-stages.ts';
import { EmbeddedComposer } from './compose/embedded-composer.ts';
import { EmbeddedMessageChecker } from './embedded-message-checker.ts';
import { EmbeddedTriggerDetector } from './embedded-trigger-detector.ts';
import { EmbeddedMatcher } from './match/embedded-matcher.ts';
import { EmbeddedPlanner } from './plan/embedded-planner.ts';
import { DEFAULT_THRESHOLDS } from './thresholds.ts';
import type { Thresholds } from './thresholds.ts';

export interface EmbeddedOptions {
  readonly thresholds?: Partial<Thresholds>;
  /** What "yesterday" is counted from; default the system's time. */
  readonly now?: () => Date;
}

/** The stages of a turn by rules and examples: no key, no network, a fraction of a millisecond each. */
export function embeddedStages(options: EmbeddedOptions = {}): EngineStages {
  const thresholds = { ...DEFAULT_THRESHOLDS, ...options.thresholds };
  const now = options.now ?? (() => new Date());
  return {
    triggers: new EmbeddedTriggerDetector(thresholds),
    matcher: new EmbeddedMatcher(now),
    planner: new EmbeddedPlanner(now),
    composer: new EmbeddedComposer(thresholds),
    checker: new EmbeddedMessageChecker(),
  };
}
