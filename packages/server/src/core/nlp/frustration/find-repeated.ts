import { likeness } from './likeness.ts';
import type { Cosine } from './frustration-aids.ts';

/** A question that was put again and again. */
export interface RepeatedQuestion {
  /** How often, the last time included. */
  readonly times: number;
  /** Places of the messages in what was given, oldest first. */
  readonly at: readonly number[];
}

/** Times after which nobody believes any more that the next answer will be another (H4.2). */
const REPEATED_TIMES = 3;
/** Words in common (Dice) from which a question is the same one, reworded. */
const SAME = 0.6;
/** Messages looked back over. */
const WINDOW = 12;
/** Words with meaning that a question has at least; three times the same two are no accident. */
const FEWEST_WORDS = 2;

/** Whether the last message asks what earlier ones of the same writer asked; null when it does so fewer than `times` times. */
export function findRepeated(
  messages: readonly string[],
  cosine?: Cosine,
  times: number = REPEATED_TIMES,
): RepeatedQuestion | null {
  const latest = messages.at(-1);
  if (latest === undefined) return null;
  const from = Math.max(0, messages.length - WINDOW);
  const at = messages
    .map((message, index) => ({ message, index }))
    .filter(({ index }) => index >= from && index < messages.length - 1)
    .filter(({ message }) => likeness(latest, message, cosine, FEWEST_WORDS) >= SAME)
    .map(({ index }) => index);
  const all = [...at, messages.length - 1];
  return all.length >= times ? { times: all.length, at: all } : null;
}
