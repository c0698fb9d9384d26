import type { Alternative, ErrorCode } from '@baton/protocol';
import { readAddress } from '../../core/follow-up/read-address.ts';
import { hasOpenHandoff, refuse } from '../../core/handoff/decision.ts';
import type { Decision, Desk, Moment, Refusal } from '../../core/handoff/decision.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { chooseContact, withdraw } from '../../core/handoff/leave.ts';
import type { NewEvent } from '../../core/log/new-event.ts';
import { formatTime } from '../../core/time.ts';
import { checkCallbackTime } from '../../core/waiting/alternatives.ts';
import type { Idempotency } from '../../ports/session-store.ts';
import type { App } from '../app.ts';
import { changeDesk } from '../change-desk.ts';

/** What a customer chooses instead of waiting (H7.1). */
export interface Choice {
  readonly choice: Alternative;
  /** Phone number or e-mail address, for those that need one. */
  readonly address?: string | null | undefined;
  /** When he wants to be called, ISO 8601 with a zone; absent: as soon as somebody can. */
  readonly at?: string | null | undefined;
}

export interface ChoiceRequest {
  readonly traceId: string;
  readonly idempotency?: Idempotency | undefined;
  /** His own event, which stands in the log before what follows from it. */
  readonly said?: NewEvent;
}

export type ChoiceOutcome =
  /** `answerOffset`: where `said` stands. */
  | { readonly type: 'done'; readonly answerOffset: number; readonly at: number }
  | { readonly type: 'repeated'; readonly offset: number }
  | { readonly type: 'not-found' }
  /** The choice cannot be read; nothing has changed. */
  | { readonly type: 'invalid'; readonly detail: string }
  | { readonly type: 'idempotency-mismatch' }
  | ChoiceRefusal;

export interface ChoiceRefusal extends Refusal {
  readonly code: ErrorCode;
  /** Of `time-not-possible`: a time that can be kept, microseconds since 1970; null when there is none. */
  readonly nearest?: number | null;
}

interface Invalid {
  readonly type: 'invalid';
  readonly detail: string;
}

/**
 * The one way to choose, by whichever way it comes: a button, the API, plain words. What cannot be kept is refused
 * and changes nothing (H7.1).
 */
export async function chooseAlternative(
  app: App,
  handoffId: string,
  choice: Choice,
  request: ChoiceRequest,
): Promise<ChoiceOutcome> {
  const handoff = await app.sessions.readHandoff(handoffId);
  if (handoff === null) return { type: 'not-found' };
  const { said, traceId, idempotency } = request;
  const held: { problem: Invalid | ChoiceRefusal | null } = { problem: null };
  const outcome = await changeDesk(
    app,
    handoff.sessionId,
    (desk, moment) => {
      const decided = decide(app, desk, { handoffId, choice }, moment);
      held.problem = decided.type === 'decided' ? null : decided;
      if (decided.type !== 'decided') return refuse('wrong-stage', decided.detail);
      return said === undefined ? decided : { ...decided, events: [said, ...decided.events] };
    },
    { traceId, idempotency, ...(said !== undefined && { answer: said }) },
  );
  switch (outcome.type) {
    case 'done':
    case 'repeated':
    case 'idempotency-mismatch':
      return outcome;
    case 'unchanged':
      return { type: 'done', answerOffset: 0, at: app.clock.now() };
    case 'refused':
      return held.problem ?? outcome;
    default:
      return { type: 'not-found' };
  }
}

function decide(
  app: App,
  desk: Desk,
  { handoffId, choice }: { readonly handoffId: string; readonly choice: Choice },
  moment: Moment,
): Decision | Invalid | ChoiceRefusal {
  if (!hasOpenHandoff(desk) || desk.handoff.id !== handoffId)
    return refuse('wrong-stage', 'This handoff has ended; ask for a person again to start another.');
  switch (choice.choice) {
    case 'wait':
      return unchanged(desk);
    case 'ai':
      return withdraw(desk, moment);
    default:
      return contact(app, desk, { ...choice, kind: choice.choice }, moment);
  }
}

function contact(
  app: App,
  desk: Desk & { readonly handoff: HandoffState },
  { kind, address, at }: Choice & { readonly kind: 'callback' | 'email' },
  moment: Moment,
): Decision | Invalid | ChoiceRefusal {
  const { requirements, policy } = desk.handoff;
  if (!policy.offerable[kind]) {
    const what = kind === 'callback' ? 'call back' : 'write e-mails';
    return invalid(`This department does not ${what}: choose something else.`);
  }
  const readable = readAddress(kind, address ?? '');
  if (readable === null) {
    const what = kind === 'callback' ? 'a phone number' : 'an e-mail address';
    return invalid(`This is not ${what}: ${what} and nothing else belongs into \`address\`.`);
  }
  const hours = app.staff.hoursOf(requirements.department);
  const command = { kind, address: readable, zone: hours?.zone ?? null };
  if (kind === 'email' || at === undefined || at === null)
    return chooseContact(desk, { ...command, callAt: null }, moment);
  const chosen = readTime(at);
  if (chosen === null) return invalid('`at` is a time such as 2026-01-31T15:00:00+01:00, with its zone.');
  const checked = checkCallbackTime(hours, chosen, moment.at);
  if (checked.type === 'refused') {
    const { nearest, why } = checked;
    return { ...refuse('time-not-possible', notThen(why, nearest)), nearest };
  }
  return chooseContact(desk, { ...command, callAt: formatTime(chosen) }, moment);
}

/** Microseconds since 1970; null when the text is no time with a zone. */
function readTime(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)$/.test(text)) return null;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? null : milliseconds * 1000;
}

function notThen(why: 'too-soon' | 'too-far' | 'closed', nearest: number | null): string {
  const reasons = {
    'too-soon': 'That is too soon: an operator has to be told first.',
    'too-far': 'That is too far ahead.',
    closed: 'Nobody can call then: the department is closed, or about to close.',
  };
  return nearest === null ? reasons[why] : `${reasons[why]} ${formatTime(nearest)} can be kept.`;
}

function invalid(detail: string): Invalid {
  return { type: 'invalid', detail };
}

function unchanged({ control, handoff }: Desk): Decision {
  return { type: 'decided', facts: [], events: [], control, handoff, answers: false };
}
