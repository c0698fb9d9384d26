import { foldText } from '../fold-text.ts';
import { tokenise } from '../tokenise.ts';
import { ANGER, CORRECTION, DISPLEASURE } from './complaint-words.ts';
import type { FrustrationAids } from './frustration-aids.ts';
import { likeness } from './likeness.ts';

/** Eight signs of a message that its writer is losing patience; each can be shown and checked. */
export interface FrustrationFeatures {
  /** Likeness to the writer's own last four messages: the highest, 0..1. */
  readonly likeness: number;
  /** How many of the last four say the same. */
  readonly repetitions: number;
  /** Words, up to 60. */
  readonly length: number;
  /** By the product's own words of anger: 2 angry, 1 displeased, 0 neither. */
  readonly anger: 0 | 1 | 2;
  /** By a public lexicon, 0 (not negative, or no lexicon) to 1. */
  readonly negativity: number;
  /** The writer's messages before this one. */
  readonly turn: number;
  /** 2: "already", "again", "I said", and other corrections of the bot; 1: a plain negation; 0: neither. */
  readonly correction: 0 | 1 | 2;
  /** Exclamation and question marks beyond one, and capitals: 0..3. */
  readonly emphasis: number;
}

const LOOKED_BACK = 4;
const SAME = 0.65;
const READ_CHARACTERS = 2000;
const MOST_WORDS = 60;
const NEGATION =
  / (?:not|no|never|nothing|nobody|none|cannot|without|wrong|again|still|already|nicht|kein|keine|nie|schon wieder|immer noch|ne|pas|jamais|rien|encore|toujours|nunca|nada|tampoco|otra vez|todavia|nao|outra vez|ainda|non|mai|niente|ancora|niet|geen|nooit) /;

/** The signs of the last of a writer's messages, oldest first; null when there is none. */
export function frustrationFeatures(
  messages: readonly string[],
  { cosine, sentiment }: FrustrationAids = {},
): FrustrationFeatures | null {
  const latest = messages.at(-1)?.slice(0, READ_CHARACTERS);
  if (latest === undefined) return null;
  const before = messages.slice(0, -1).slice(-LOOKED_BACK);
  const words = tokenise(foldText(latest));
  const text = ` ${words.join(' ')} `;
  const alike = before.map((message) => likeness(latest, message, cosine));
  return {
    likeness: Math.max(0, ...alike),
    repetitions: alike.filter((value) => value >= SAME).length,
    length: Math.min(words.length, MOST_WORDS),
    ...moodOf(text),
    negativity: Math.max(0, -(sentiment?.(latest) ?? 0)),
    turn: messages.length - 1,
    emphasis: emphasisOf(latest),
  };
}

/** Anger and correction in a message of a writer that is over. */
export function moodBefore(message: string): Pick<FrustrationFeatures, 'anger' | 'correction'> {
  return moodOf(` ${tokenise(foldText(message.slice(0, READ_CHARACTERS))).join(' ')} `);
}

function moodOf(text: string): Pick<FrustrationFeatures, 'anger' | 'correction'> {
  return {
    anger: ANGER.test(text) ? 2 : DISPLEASURE.test(text) ? 1 : 0,
    correction: CORRECTION.test(text) ? 2 : NEGATION.test(text) ? 1 : 0,
  };
}

function emphasisOf(message: string): number {
  const marks = message.match(/[!?]/g)?.length ?? 0;
  const repeated = /[!?]{3}/.test(message) ? 2 : marks >= 2 ? 1 : 0;
  return Math.min(3, repeated + (isCapitals(message) ? 2 : 0));
}

function isCapitals(message: string): boolean {
  const letters = message.slice(0, 400).replace(/[^\p{L}]/gu, '');
  return letters.length >= 12 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
}
