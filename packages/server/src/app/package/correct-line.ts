import type { Correction, OperatorRef } from '@baton/protocol';
import { correctPackage } from '../../core/handoff/keep-record.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { appliedPackage, textOfLine } from '../../core/package/applied-package.ts';
import { linesForCustomer } from '../../core/package/lines-for-customer.ts';
import { cleanText } from '../../core/prompt/clean-text.ts';
import { formatTime } from '../../core/time.ts';
import type { Idempotency } from '../../ports/session-store.ts';
import type { App } from '../app.ts';
import { changeDesk } from '../change-desk.ts';
import { commandOutcome } from '../command-outcome.ts';
import type { CommandOutcome } from '../command-outcome.ts';

const LONGEST_TEXT = 1000;
const LONGEST_DETAIL = 300;

export interface LineCorrection {
  /** `summary`, `intent`, `open_question` or `details/<index>`, as the package with its corrections shows it. */
  readonly line: string;
  /** What holds; null: the line is wrong and nothing takes its place. */
  readonly after: string | null;
  readonly by: Correction['by'];
  /** Null: the customer himself. */
  readonly author: OperatorRef | null;
}

/**
 * Puts one line of what was handed over right (H5.3). A customer can do so with the lines he is shown. The same text
 * again changes nothing.
 */
export async function correctLine(
  app: App,
  handoffId: string,
  correction: LineCorrection,
  request: { readonly traceId: string; readonly idempotency?: Idempotency | undefined },
): Promise<CommandOutcome> {
  const handoff = await app.sessions.readHandoff(handoffId);
  if (handoff === null) return { type: 'not-found' };
  const after = cleaned(correction.after);
  const wrong = refuseText(correction.line, after);
  if (wrong !== null) return { type: 'invalid', detail: wrong };
  let hasLine = true;
  const outcome = await changeDesk(
    app,
    handoff.sessionId,
    async (desk, moment) => {
      const current =
        desk.handoff?.id === handoffId ? desk.handoff : await app.sessions.readHandoff(handoffId);
      if (current === null) return null;
      const before = lineOf(current, correction);
      hasLine = before !== undefined;
      if (before === undefined || before === after) return null;
      const { line, by, author } = correction;
      const creation_utc = formatTime(moment.at);
      const put: Correction = { line, before: before ?? '', after, by, author, creation_utc };
      return correctPackage({ ...desk, handoff: current }, put, moment);
    },
    request,
  );
  if (outcome.type !== 'unchanged') return commandOutcome(outcome);
  if (hasLine) return { type: 'done' };
  return { type: 'invalid', detail: `There is no line ${correction.line} in what was handed over.` };
}

/** What stands in a line now; null for nothing, undefined where there is no such line, or none for him to see. */
function lineOf(handoff: HandoffState, { line, by }: LineCorrection): string | null | undefined {
  if (by === 'operator') return textOfLine(appliedPackage(handoff.package), line);
  return linesForCustomer(handoff).find((each) => each.line === line)?.text;
}

function cleaned(after: string | null): string | null {
  return after === null ? null : cleanText(after, LONGEST_TEXT + 1).trim();
}

function refuseText(line: string, after: string | null): string | null {
  if (after === null) return null;
  if (after === '') return 'A correction has a text; send null for a line that is wrong altogether.';
  const longest = line.startsWith('details/') ? LONGEST_DETAIL : LONGEST_TEXT;
  return after.length > longest ? `This line has at most ${longest} characters.` : null;
}
