import { clausesOf } from '../clauses-of.ts';
import { compilePattern } from '../compile-rule.ts';
import { TOPICS } from './topic-rules.ts';
import type { TopicRules } from './topic-rules.ts';

export interface PolicyTopic {
  readonly topic: TopicRules['topic'];
  readonly reason: TopicRules['reason'];
  readonly quote: string;
}

const COMPILED = TOPICS.map((rules) => ({
  ...rules,
  patterns: rules.patterns.map((pattern) => compilePattern(pattern, {})),
  blocks: rules.blocks.map((pattern) => compilePattern(pattern, {})),
}));

/** The first subject in a message that always goes to a person (H4.3); danger to somebody comes first. */
export function findPolicyTopic(message: string): PolicyTopic | null {
  const clauses = clausesOf(message).map(({ words, quote }) => ({ text: ` ${words.join(' ')} `, quote }));
  for (const { topic, reason, patterns, blocks } of COMPILED) {
    for (const { text, quote } of clauses) {
      if (!patterns.some((pattern) => pattern.test(text))) continue;
      if (blocks.some((block) => block.test(text))) continue;
      return { topic, reason, quote };
    }
  }
  return null;
}
