import type { Said } from './signal.ts';

/** Of the newest messages so much is read, some 30 ms of work; of those before only how they begin. */
const READ_CHARACTERS = 24_000;
const BEGINNING = 200;

/** A customer who sends one long message after another must not hold everybody up: each of them begins a turn anew. */
export function withinReach<T extends Said>(messages: readonly T[]): readonly T[] {
  let left = READ_CHARACTERS;
  const reached = messages.toReversed().map((message, age) => {
    left -= message.text.length;
    return age === 0 || left >= 0 ? message : { ...message, text: message.text.slice(0, BEGINNING) };
  });
  return reached.toReversed();
}
