import type { ContextPackage } from '@baton/protocol';
import { moodBefore } from '../nlp/frustration/frustration-features.ts';
import { foldText } from '../nlp/fold-text.ts';
import { tokenise } from '../nlp/tokenise.ts';
import type { Said } from './said.ts';

/** How a message sounds by a lexicon of one language, -1 (bad) to 1 (good); 0 where it says nothing. */
export type Lexicon = (message: string) => number;

const MESSAGES = 12;
const READ_CHARACTERS = 500;
/** What one message before the newest still weighs. */
const FADING = 0.6;
const NOW_MESSAGES = 4;
/** A smaller difference between now and before is none. */
const STEADY = 0.2;
const ANGER = [0, 0.4, 0.8];
const CORRECTION = [0, 0, 0.3];
const SHOUTING = 0.2;
const GLAD = 0.5;
/** A lexicon reads single words: it is believed less than what the product's own lists say. */
const LEXICON_WEIGHT = 0.7;
const GLAD_WORDS =
  / (?:thanks|thank you|great|perfect|awesome|excellent|wonderful|helpful|appreciate|appreciated|happy|lovely|brilliant|danke|super|toll|prima|perfekt|wunderbar|freundlich|gracias|genial|perfecto|estupendo|excelente|merci|parfait|formidable|grazie|perfetto|ottimo|gentile|obrigado|obrigada|otimo|perfeito|bedankt|dank je|dank u|geweldig|fijn|top) /;

/**
 * How the customer sounds now and whether that rises or falls, by his own messages; null when none of them shows it.
 * The lexicon is asked only for conversations in its language.
 */
export function moodOf(said: readonly Said[], lexicon: Lexicon | null): ContextPackage['sentiment'] {
  const moods = said
    .filter(({ by }) => by === 'customer')
    .slice(-MESSAGES)
    .map(({ text }) => moodOfMessage(text.slice(0, READ_CHARACTERS), lexicon));
  if (moods.every((mood) => mood === 0)) return null;
  const now = fadingMean(moods.slice(-NOW_MESSAGES));
  const earlier = moods.slice(0, -2);
  const before = earlier.length > 0 ? mean(earlier) : (moods[0] ?? 0);
  const change = fadingMean(moods.slice(-2)) - before;
  const trend = Math.abs(change) < STEADY ? 'steady' : change > 0 ? 'rising' : 'falling';
  return { now: Math.round(now * 100) / 100, trend };
}

function moodOfMessage(text: string, lexicon: Lexicon | null): number {
  const { anger, correction } = moodBefore(text);
  const own = (ANGER[anger] ?? 0) + (CORRECTION[correction] ?? 0);
  const bad = own === 0 ? 0 : own + (/[!?]{2}/.test(text) ? SHOUTING : 0);
  const read = LEXICON_WEIGHT * (lexicon?.(text) ?? 0);
  if (bad > 0) return Math.max(-1, Math.min(-bad, read));
  if (read !== 0) return read;
  return GLAD_WORDS.test(` ${tokenise(foldText(text)).join(' ')} `) ? GLAD : 0;
}

/** The newest counts most. */
function fadingMean(moods: readonly number[]): number {
  const weights = moods.map((_mood, index) => FADING ** (moods.length - 1 - index));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total === 0 ? 0 : moods.reduce((sum, mood, index) => sum + mood * (weights[index] ?? 0), 0) / total;
}

function mean(moods: readonly number[]): number {
  return moods.reduce((sum, mood) => sum + mood, 0) / Math.max(1, moods.length);
}
