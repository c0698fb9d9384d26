import { scoreHumanRequest } from '../../core/nlp/human-request/score-human-request.ts';
import { findPolicyTopic } from '../../core/nlp/policy-topic/find-policy-topic.ts';
import type { PolicyTopicDefinition } from '../../core/nlp/policy-topic/own-topic.ts';
import { findTransferPromise } from '../../core/nlp/transfer-promise/find-transfer-promise.ts';
import type { EngineStages } from '../../ports/engine-stages.ts';
import { EmbeddedComposer } from './compose/embedded-composer.ts';
import { EmbeddedMessageChecker } from './embedded-message-checker.ts';
import { EmbeddedTriggerDetector } from './embedded-trigger-detector.ts';
import type { MessageCosines } from './message-cosines.ts';
import type { Meanings } from './match/meanings.ts';
import { EmbeddedMatcher } from './match/embedded-matcher.ts';
import { EmbeddedPlanner } from './plan/embedded-planner.ts';
import type { Thresholds } from '../../core/triggers/thresholds.ts';

export interface EmbeddedOptions {
  readonly thresholds?: Partial<Thresholds>;
  /** Topics that always go to a person, for every agent; those of one agent are in its behaviour. */
  readonly topics?: readonly PolicyTopicDefinition[];
  /** Matches by meaning too; default by words alone. */
  readonly meanings?: Meanings;
  /** Compares a customer's own messages by meaning too. */
  readonly cosines?: MessageCosines;
  /** What "yesterday" is counted from; default the system's time. */
  readonly now?: () => Date;
}

/** The stages of a turn by rules and examples: no key, no network, a fraction of a millisecond each. */
export function embeddedStages(options: EmbeddedOptions = {}): EngineStages {
  const now = options.now ?? (() => new Date());
  readRules();
  return {
    triggers: new EmbeddedTriggerDetector(
      { thresholds: options.thresholds ?? {}, topics: options.topics ?? [] },
      options.cosines ?? null,
    ),
    matcher: new EmbeddedMatcher(now, options.meanings ?? null),
    planner: new EmbeddedPlanner(now),
    composer: new EmbeddedComposer(),
    checker: new EmbeddedMessageChecker(),
  };
}

/** What the rules look for is gathered when they are first used, which takes 50 ms: not in a customer's time. */
function readRules(): void {
  scoreHumanRequest('hello');
  findPolicyTopic('hello');
  findTransferPromise('hello');
}
