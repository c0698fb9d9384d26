import { findDetails } from './extract/find-details.ts';
import type { Detail, DetailOptions } from './extract/find-details.ts';
import { findRepeated } from './frustration/find-repeated.ts';
import type { RepeatedQuestion } from './frustration/find-repeated.ts';
import type { FrustrationAids } from './frustration/frustration-aids.ts';
import { assessFrustration } from './frustration/score-frustration.ts';
import type { Frustration } from './frustration/score-frustration.ts';
import { scoreHumanRequest } from './human-request/score-human-request.ts';
import type { HumanRequest } from './human-request/score-human-request.ts';
import { chooseLanguage } from './language/choose-language.ts';
import type { LanguageIdentifier } from './language/choose-language.ts';
import { findPolicyTopic } from './policy-topic/find-policy-topic.ts';
import type { PolicyTopic } from './policy-topic/find-policy-topic.ts';
import type { OwnTopic } from './policy-topic/own-topic.ts';

/** A customer's message and what came before it. */
export interface MessageToAnalyse {
  readonly text: string;
  /** The customer's earlier messages that still count, oldest first. */
  readonly before: readonly string[];
  /** The conversation's language so far; null when unknown. */
  readonly language: string | null;
}

export interface AnalysisOptions extends FrustrationAids {
  /** Topics of the application's own that always go to a person. */
  readonly topics?: readonly OwnTopic[];
  /** Languages the company answers in; empty for any. */
  readonly languages?: readonly string[];
  readonly identifyLanguage?: LanguageIdentifier | null;
  readonly details?: DetailOptions;
  /** Times a question is put until it counts as repeated. */
  readonly repeatedTimes?: number;
}

/** All there is to know about one message without a language model. */
export interface MessageAnalysis {
  readonly request: HumanRequest | null;
  readonly topic: PolicyTopic | null;
  readonly frustration: Frustration;
  readonly repeated: RepeatedQuestion | null;
  readonly language: string | null;
  readonly details: readonly Detail[];
}

/** Reads a message once for the trigger detector and the context package: well under a millisecond, whatever it holds. */
export function analyseMessage(
  { text, before, language }: MessageToAnalyse,
  options: AnalysisOptions = {},
): MessageAnalysis {
  const said = [...before, text];
  const { topics = [], languages = [], identifyLanguage = null, details, repeatedTimes } = options;
  return {
    request: scoreHumanRequest(text),
    topic: findPolicyTopic(text, topics),
    frustration: assessFrustration(said, options),
    repeated: findRepeated(said, options.cosine, repeatedTimes),
    language: chooseLanguage(text, language, languages, identifyLanguage),
    details: findDetails(text, details),
  };
}
