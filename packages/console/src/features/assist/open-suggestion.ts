import type { Assist, Suggestion } from '@baton/protocol';

/** The suggestion while its message has no answer yet. `answeredAt`: offset of the newest message by a person. */
export function openSuggestion(help: Assist | undefined, answeredAt: number): Suggestion | null {
  if (help === undefined || isAnswered(help, answeredAt)) return null;
  return help.suggestion;
}

/** A person has written after the message that the help is for. */
export function isAnswered({ offset }: Assist, answeredAt: number): boolean {
  return offset !== null && answeredAt > offset;
}
