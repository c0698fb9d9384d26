import { RequestError } from '@baton/client';
import type { WaitRange } from '@baton/protocol';
import { knownText } from '../../lib/known-text.ts';
import { messages } from '../../lib/messages.ts';
import { spanText } from '../../lib/number-text.ts';
import { refusalText } from '../../lib/refusal-text.ts';

/** What somebody who asks now would be told (H7.2). */
export function bandText(wait: WaitRange | null): string {
  const texts = messages.supervisor;
  if (wait === null) return texts.bandUnknown;
  if (wait.to === null) return texts.bandMore(spanText(wait.from));
  return wait.from === 0
    ? texts.bandLess(spanText(wait.to))
    : texts.bandOf(spanText(wait.from), spanText(wait.to));
}

/** Why a lead's act was refused: of a colleague, not of whoever clicked. */
export function leadRefusalText(error: unknown): string {
  const own =
    error instanceof RequestError && error.code !== null
      ? knownText(messages.supervisor.refusal, error.code)
      : undefined;
  return own ?? refusalText(error);
}
