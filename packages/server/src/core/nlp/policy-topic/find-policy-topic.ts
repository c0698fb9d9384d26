import { clausesOf } from '../clauses-of.ts';
import { compilePattern } from '../compile-rule.ts';
import { hashFeatures } from '../ngram/hash-features.ts';
import { LinearModel } from '../ngram/linear-model.ts';
import { FURTHER_TOPICS } from './further-topic-rules.ts';
import type { OwnTopic } from './own-topic.ts';
import { TOPIC_CUES } from './topic-cues.ts';
import { TOPICS } from './topic-rules.ts';
import { TOPIC_WEIGHTS } from './topic-weights.ts';

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
/** Probability from which the n-grams alone name a topic. */
const LIKELY = 0.75;
/** Fewer words hold too few n-grams. */
const FEWEST_WORDS = 4;
/** All topics' models share their features. */
const TOPIC_BITS = 15;

const MODELS = Object.entries(TOPIC_WEIGHTS).map(([topic, stored]) => ({
  topic,
  reason: topic === 'danger' ? 'sensitive_topic' : 'policy_required',
  model: new LinearModel(stored),
}));

const COMPILED = [...TOPICS, ...FURTHER_TOPICS].map((rules) => ({
  ...rules,
  patterns: rules.patterns.map((pattern) => compilePattern(pattern, {})),
  blocks: rules.blocks.map((pattern) => compilePattern(pattern, {})),
}));
const DANGER = COMPILED.filter(({ topic }) => topic === 'danger');
const OTHERS = COMPILED.filter(({ topic }) => topic !== 'danger');

/**
 * The subjects in a message that always go to a person (H4.3), first things first: danger to somebody, then the
 * application's own topics, nearest first, then one of the other built-in ones.
 */
export function findPolicyTopics(message: string, own: readonly OwnTopic[] = []): readonly PolicyTopic[] {
  const likely = findLikely(message);
  const danger = findAmong(DANGER, message) ?? (likely?.topic === 'danger' ? likely : null);
  const other = findAmong(OTHERS, message) ?? (likely?.topic === 'danger' ? null : likely);
  return [...(danger === null ? [] : [danger]), ...findOwn(message, own), ...(other === null ? [] : [other])];
}

/** The first of them. */
export function findPolicyTopic(message: string, own: readonly OwnTopic[] = []): PolicyTopic | null {
  return findPolicyTopics(message, own)[0] ?? null;
}

/** The same by patterns alone. */
export function findPolicyPattern(message: string): PolicyTopic | null {
  return findAmong(DANGER, message) ?? findAmong(OTHERS, message);
}

/** The likeliest topic by the n-grams: it finds what is said in words that no pattern has. */
function findLikely(message: string): PolicyTopic | null {
  let best: PolicyTopic | null = null;
  for (const { words, quote } of clausesOf(message)) {
    if (words.length < FEWEST_WORDS) continue;
    const buckets = hashFeatures(words, TOPIC_BITS);
    for (const { topic, reason, model } of MODELS) {
      const score = model.probabilityOf(buckets);
      if (score >= LIKELY && score > (best?.score ?? 0) && TOPIC_CUES[topic]?.test(words.join(' ')) === true)
        best = { topic, reason, quote, score };
    }
  }
  if (best === null) return null;
  const { topic } = best;
  return isBlocked(topic, message) ? null : best;
}

/** Whether a message says in so many words that it is about something else. */
function isBlocked(name: string, message: string): boolean {
  const texts = clausesOf(message).map(({ words }) => ` ${words.join(' ')} `);
  return COMPILED.some(
    ({ topic, blocks }) => topic === name && texts.some((text) => blocks.some((block) => block.test(text))),
  );
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

/** Each of the application's topics at most once, by the clause that is surest of it. */
function findOwn(message: string, own: readonly OwnTopic[]): readonly PolicyTopic[] {
  if (own.length === 0) return [];
  const clauses = clausesOf(message);
  const found = own.flatMap((topic): PolicyTopic[] => {
    let best: PolicyTopic | null = null;
    for (const clause of clauses) {
      const score = topic.score(clause);
      if (score < TOPIC_THRESHOLD || score <= (best?.score ?? 0)) continue;
      best = { topic: topic.name, reason: topic.reason, quote: clause.quote, score };
    }
    return best === null ? [] : [best];
  });
  return found.toSorted((a, b) => b.score - a.score);
}
