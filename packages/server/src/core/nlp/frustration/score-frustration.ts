import { frustrationFeatures, moodBefore } from './frustration-features.ts';
import type { FrustrationFeatures } from './frustration-features.ts';
import type { FrustrationAids } from './frustration-aids.ts';

export interface Frustration {
  /** 0..1. */
  readonly score: number;
  /** Null when nothing was said. */
  readonly features: FrustrationFeatures | null;
}

/** Messages whose mood still counts. */
const WINDOW = 5;
/** What is left of a message's anger one message later. */
const DECAY = 0.8;

/*
 * What each sign adds towards certainty; signs combine as independent ones do: 1 - product of (1 - weight). Strong
 * signs are set so that one alone stays below the default threshold of 0.75 and two reach it. Weak ones (length,
 * turn, negation, a lexicon's negativity) only order what is otherwise alike.
 */
const REPEATED = [0, 0.58, 0.8];
const PARTLY_ALIKE = 0.3;
const ANGER = [0, 0.36, 0.55];
const CORRECTION = [0, 0.08, 0.5];
const CORRECTED_BEFORE = 0.3;
const EMPHASIS = [0, 0.08, 0.3, 0.38];
const NEGATIVITY = 0.2;
const LONG = 0.06;
const LATE = 0.1;
const LONG_WORDS = 30;
const LATE_TURN = 10;

/**
 * How frustrated the writer of these messages (oldest first) is at the last of them, 0..1. People repeat
 * themselves and correct the bot: one angry word alone stays below the default threshold of 0.75, a trend over
 * messages passes it.
 */
export function scoreFrustration(messages: readonly string[], aids: FrustrationAids = {}): number {
  return assessFrustration(messages, aids).score;
}

/** The same with what it was made of. */
export function assessFrustration(messages: readonly string[], aids: FrustrationAids = {}): Frustration {
  const features = frustrationFeatures(messages, aids);
  if (features === null) return { score: 0, features };
  const now = strongSigns(features);
  const trend = now.length === 0 ? [] : trendOf(messages);
  return { score: combine([...now, ...trend, ...weakSigns(features)]), features };
}

/** The signs of one message that are worth telling an operator, strongest first. */
function strongSigns(features: FrustrationFeatures): readonly number[] {
  const signs = [
    REPEATED[Math.min(features.repetitions, 2)] ?? 0,
    ANGER[features.anger] ?? 0,
    features.correction === 2 ? (CORRECTION[2] ?? 0) : 0,
    features.emphasis >= 2 ? (EMPHASIS[features.emphasis] ?? 0) : 0,
  ];
  return signs.filter((sign) => sign > 0);
}

function weakSigns(features: FrustrationFeatures): readonly number[] {
  return [
    features.repetitions === 0 ? PARTLY_ALIKE * features.likeness ** 2 : 0,
    features.correction === 1 ? (CORRECTION[1] ?? 0) : 0,
    features.emphasis === 1 ? (EMPHASIS[1] ?? 0) : 0,
    NEGATIVITY * features.negativity,
    LONG * Math.min(1, features.length / LONG_WORDS),
    LATE * Math.min(1, features.turn / LATE_TURN),
  ];
}

/** Anger and corrections of the messages before, the older the less. */
function trendOf(messages: readonly string[]): readonly number[] {
  return messages
    .slice(-WINDOW, -1)
    .toReversed()
    .map((message, age) => {
      const { anger, correction } = moodBefore(message);
      return combine([ANGER[anger] ?? 0, correction === 2 ? CORRECTED_BEFORE : 0]) * DECAY ** (age + 1);
    });
}

function combine(signs: readonly number[]): number {
  return 1 - signs.reduce((calm, sign) => calm * (1 - sign), 1);
}
