import { compilePattern } from '../compile-rule.ts';
import { splitSentences } from '../split-sentences.ts';
import { tokenise } from '../tokenise.ts';
import { HARM_RULES } from './harm-rules.ts';
import type { HarmTag } from './harm-rules.ts';
import { plainSpelling } from './plain-spelling.ts';

const COMPILED = HARM_RULES.map(({ tag, patterns, blocks }) => ({
  tag,
  patterns: patterns.map((pattern) => compilePattern(pattern, {})),
  blocks: blocks.map((pattern) => compilePattern(pattern, {})),
}));
const WINDOW_WORDS = 40;
const WINDOW_STEP = 30;
/** Of a message of more sentences the first and the last are read. */
const MOST_PARTS = 600;

/** What a message is flagged for, without repetition; empty for almost every message. */
export function findHarm(message: string): readonly HarmTag[] {
  const parts = partsOf(plainSpelling(message));
  return COMPILED.filter(({ patterns, blocks }) =>
    parts.some(
      (part) => patterns.some((pattern) => pattern.test(part)) && !blocks.some((block) => block.test(part)),
    ),
  ).map(({ tag }) => tag);
}

function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  for (const sentence of splitSentences(text)) {
    const words = tokenise(sentence.text);
    for (let from = 0; from === 0 || from + WINDOW_WORDS - WINDOW_STEP < words.length; from += WINDOW_STEP)
      parts.push(` ${words.slice(from, from + WINDOW_WORDS).join(' ')} `);
  }
  if (parts.length <= MOST_PARTS) return parts;
  return [...parts.slice(0, MOST_PARTS / 2), ...parts.slice(-MOST_PARTS / 2)];
}
