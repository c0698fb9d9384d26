import { clausesOf } from '../clauses-of.ts';
import { compilePattern } from '../compile-rule.ts';
import { FURTHER_TOPICS } from './further-topic-rules.ts';
import type { OwnTopic } from './own-topic.ts';
import { TOPICS } from './topic-rules.ts';

export interface PolicyTopic {
  /** One of the built-in topics, or the name of one of the application's own. */
  readonly topic: string;
  /** A reason of a handoff; of a topic of the application's own, whatever it says. */
  readonly reason: string;
  readonly quote: string;
  /** How certain it is, 0..1. */
  readonly score: number;
}

/** From this score on a clause is about a topic. */
export const TOPIC_THRESHOLD = 0.6;
const PATTERN_SCORE = 0.95;

const COMPILED = [...TOPICS, ...FURTHER_TOPICS].map((rules) => ({
  ...rules,
  patterns: rules.patterns.map((pattern) => compilePattern(pattern, {})),
  blocks: rules.blocks.map((pattern) => compilePattern(pattern, {})),
}));
const DANGER = COMPILED.filter(({ topic }) => topic === 'danger');
const OTHERS = COMPILED.filter(({ topic }) => topic !== 'danger');

/**
 * The first subject in a message that always goes to a person (H4.3): danger to somebody comes first, then the
 * application's own topics, then the other built-in ones.
 */
export function findPolicyTopic(message: string, own: readonly OwnTopic[] = []): PolicyTopic | null {
  return findAmong(DANGER, message) ?? findOwn(message, own) ?? findAmong(OTHERS, message);
}

function findAmong(topics: typeof COMPILED, message: string): PolicyTopic | null {
  const clauses = clausesOf(message).map(({ words, quote }) => ({ text: ` ${words.join(' ')} `, quote }));
  for (const { topic, reason, patterns, blocks } of topics) {
    for (const { text, quote } of clauses) {
      if (!patterns.some((pattern) => pattern.test(text))) continue;
      if (blocks.some((block) => block.test(text))) continue;
      return { topic, reason, quote, score: PATTERN_SCORE };
    }
  }
  return null;
}

function findOwn(message: string, own: readonly OwnTopic[]): PolicyTopic | null {
  let best: PolicyTopic | null = null;
  for (const clause of own.length === 0 ? [] : clausesOf(message)) {
    for (const topic of own) {
      const score = topic.score(clause);
      if (score < TOPIC_THRESHOLD || score <= (best?.score ?? 0)) continue;
      best = { topic: topic.name, reason: topic.reason, quote: clause.quote, score };
    }
  }
  return best;
}
