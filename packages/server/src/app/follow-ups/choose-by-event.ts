import { ALTERNATIVES } from '@baton/protocol';
import type { Json } from '@baton/protocol';
import { refuse } from '../../core/handoff/decision.ts';
import type { RecalledSession } from '../../ports/session-store.ts';
import type { App } from '../app.ts';
import type { PostContext, PostOutcome } from '../post-outcome.ts';
import { stored } from '../posted.ts';
import type { PostedCustom } from '../posted.ts';
import { chooseAlternative } from './choose-alternative.ts';
import type { Choice, ChoiceOutcome } from './choose-alternative.ts';
import type { NewEvent } from '../../core/log/new-event.ts';

const EVENT_TYPE = 'handoff.choose';
const BAD_CHOICE = `A choice is \`{"type": "handoff.choose", "choice": …}\` with one of ${ALTERNATIVES.join(', ')}, an \`address\` for a callback or an e-mail, and \`at\` for a callback at a time.`;
const LONGEST = 200;

/** H7.1: what the customer has chosen on his page instead of waiting, as an event of its log. */
export async function chooseByEvent(
  app: App,
  session: RecalledSession,
  { event, data }: PostedCustom,
  { traceId, idempotency }: PostContext,
): Promise<PostOutcome | null> {
  if (!isChoice(data)) return null;
  const choice = readChoiceData(data);
  if (choice === null) return { type: 'invalid', detail: BAD_CHOICE };
  const handoff = await app.sessions.readOpenHandoff(session.id);
  if (handoff === null) {
    // The same request again, after it has ended the wait.
    const repeat = idempotency === undefined ? null : await app.sessions.findRepeat(session.id, idempotency);
    if (repeat === 'mismatch') return { type: 'idempotency-mismatch' };
    if (repeat !== null) return { type: 'at', offset: repeat };
    return refuse('wrong-stage', 'Nobody is being waited for in this session.');
  }
  const outcome = await chooseAlternative(app, handoff.id, choice, { traceId, idempotency, said: event });
  return posted(session.id, event, outcome);
}

/** What became of the event that the choice was made with. */
export function posted(sessionId: string, event: NewEvent, outcome: ChoiceOutcome): PostOutcome {
  switch (outcome.type) {
    case 'done':
      return stored(sessionId, event, outcome.answerOffset, outcome.at);
    case 'repeated':
      return { type: 'at', offset: outcome.offset };
    case 'not-found':
      return { type: 'no-session' };
    default:
      return outcome;
  }
}

function isChoice(data: Json | undefined): data is Record<string, Json> {
  return typeof data === 'object' && data !== null && !Array.isArray(data) && data['type'] === EVENT_TYPE;
}

function readChoiceData({ choice, address, at }: Record<string, Json>): Choice | null {
  const known = ALTERNATIVES.find((alternative) => alternative === choice);
  if (known === undefined || !isText(address) || !isText(at)) return null;
  return { choice: known, address, at };
}

function isText(value: Json | undefined): value is string | null | undefined {
  return value === undefined || value === null || (typeof value === 'string' && value.length <= LONGEST);
}
