import { isNeverMind, readAnswer } from '../../../core/nlp/read-answer.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import { readState } from '../embedded-state.ts';

/** Whether the customer no longer wants what a tool was waiting for: he says so, or declines a person as the way on. */
export function isCalledOff(context: TurnContext, text: string): boolean {
  const { pending, offered } = readState(context);
  return pending !== null && (isNeverMind(text) || (offered && readAnswer(text) === 'no'));
}
