import type { ContextPackage, Correction, OperatorRef } from '@baton/protocol';
import { DecisionBuilder, refuse } from './decision.ts';
import type { Decision, Desk, Moment, Refusal } from './decision.ts';
import type { NewEvent } from '../log/new-event.ts';
import { ratedText } from './customer-text.ts';
import { isHeld } from './handoff-state.ts';
import type { HandoffState } from './handoff-state.ts';
import type { Actor } from './journal-fact.ts';
import { allows } from './stage-table.ts';
import type { HandoffAction } from './stage-table.ts';

/*
 * What is written down about a handoff without moving it. Each takes the handoff it is about, which may have ended:
 * `desk.handoff` is that handoff.
 */

/** Bounds what one handoff can grow to. */
const MOST_NOTES = 500;
const MOST_COMMITMENTS = 100;
const MOST_CORRECTIONS = 100;
/** A customer may change his mind, but what he writes with it is kept each time. */
const MOST_RATINGS = 20;

/** What somebody notes; `whisper`: a lead's word for the holder. */
export interface NoteCommand {
  readonly author: OperatorRef;
  readonly text: string;
  readonly whisper?: boolean | undefined;
  readonly lead?: boolean;
}

/** Only operators see it (H8.2). */
export function addNote(
  desk: Desk,
  { author, text, whisper = false, lead = false }: NoteCommand,
  moment: Moment,
): Result {
  return write(desk, 'note', moment, (handoff, decision) => {
    if (handoff.notes.length >= MOST_NOTES)
      return refuse('wrong-stage', `There are ${MOST_NOTES} notes already; no more are kept.`);
    if (!whisper) return decision.fact({ type: 'noted', author, text });
    if (!lead) return refuse('not-holder', 'Only a lead whispers to the holder; leave a note instead.');
    if (!isHeld(handoff.stage) || handoff.operator === null)
      return refuse('wrong-stage', 'Nobody of ours holds this session; leave a note instead.');
    return decision.fact({ type: 'noted', author, text, whisper: true });
  });
}

/** One line of the package is put right (H5.3). The customer's own corrections are events of the log too. */
export function correctPackage(desk: Desk, correction: Correction, moment: Moment): Result {
  return write(desk, 'correct', moment, (handoff, decision) => {
    if (handoff.package.corrections.length >= MOST_CORRECTIONS)
      return refuse('wrong-stage', `There are ${MOST_CORRECTIONS} corrections already; no more are kept.`);
    decision.fact({ type: 'corrected', correction });
    return correction.by === 'customer' ? decision.announceCorrection(correction) : decision;
  });
}

/** The customer is somebody else than we knew, e.g. a guest who has signed in. */
export function identify(desk: Desk, customer: ContextPackage['customer'], moment: Moment): Result {
  return write(desk, 'identify', moment, (handoff, decision) =>
    handoff.customer.id === customer.id && handoff.customer.name === customer.name
      ? decision
      : decision.fact({ type: 'identified', customer }),
  );
}

/**
 * Something promised to the customer is recorded, by an operator's click or the AI's tool (H5.1). What binds the one
 * who holds the session no colleague promises for him.
 */
export function commit(
  desk: Desk,
  command: { id: string; text: string; due: number | null; author: Actor; lead?: boolean },
  moment: Moment,
): Result {
  const { lead, ...commitment } = command;
  return write(desk, 'commit', moment, (handoff, decision) => {
    const { author } = commitment;
    const holder = isHeld(handoff.stage) ? handoff.operator : null;
    if (author !== null && holder !== null && holder.id !== author.id && lead !== true)
      return refuse(
        'not-holder',
        `${holder.name} holds this session; only the holder can promise something.`,
      );
    return handoff.commitments.length >= MOST_COMMITMENTS
      ? refuse('wrong-stage', `There are ${MOST_COMMITMENTS} commitments already; no more are kept.`)
      : decision.fact({ type: 'committed', ...commitment });
  });
}

/**
 * It has been kept, or let go of: by whoever promised it or holds the session now, or a lead; what the AI promised by
 * anybody. Settled twice it changes nothing.
 */
export function settleCommitment(
  desk: Desk,
  command: { id: string; by: Actor; lead?: boolean },
  moment: Moment,
): Result {
  const { id, by, lead } = command;
  return write(desk, 'settle-commitment', moment, (handoff, decision) => {
    const commitment = handoff.commitments.find((each) => each.id === id);
    if (commitment === undefined) return null;
    if (commitment.settledAt !== null) return decision;
    const { author } = commitment;
    const holds = isHeld(handoff.stage) && handoff.operator?.id === by?.id;
    if (by !== null && author !== null && author.id !== by.id && !holds && lead !== true)
      return refuse(
        'not-holder',
        `${author.name} has promised it: only he, the holder or a lead settles it.`,
      );
    return decision.fact({ type: 'commitment-settled', id, by });
  });
}

/** H8.5: joins the handoff's record; the last one given counts. The same one again changes nothing. */
export function rate(desk: Desk, rating: { score: number; comment: string | null }, moment: Moment): Result {
  return write(desk, 'rate', moment, (handoff, decision) => addRating(handoff, decision, rating));
}

function addRating(
  { rating: before }: HandoffState,
  decision: DecisionBuilder,
  rating: { score: number; comment: string | null },
): DecisionBuilder | Refusal {
  if (before?.score === rating.score && before.comment === rating.comment) return decision;
  if ((before?.times ?? 1) >= MOST_RATINGS)
    return refuse('wrong-stage', `It has been rated ${MOST_RATINGS} times already; the last one stays.`);
  return decision.fact({ type: 'rated', ...rating }).announceRating(rating.score);
}

/**
 * H8.5: the customer rates by what he writes or presses, stored with the rating. A bare rating in words is thanked
 * for, and with that answered; one that asks something besides is not.
 */
export function rateByWriting(
  desk: Desk,
  command: { event: NewEvent; score: number; comment: string | null; asksMore: boolean },
  moment: Moment,
): Result {
  const { event, score, comment, asksMore } = command;
  return write(desk, 'rate', moment, (handoff, decision) => {
    const rated = addRating(handoff, decision.event(event), { score, comment });
    if (rated !== decision) return rated;
    if (event.kind === 'message' && !asksMore) decision.say(ratedText(decision.language)).answersCustomer();
    return decision;
  });
}

/** The holder keeps a session that was about to go back to the AI (H8.3). */
export function keep(desk: Desk, command: { operator: OperatorRef; lead?: boolean }, moment: Moment): Result {
  return write(desk, 'keep', moment, (handoff, decision) => {
    const { operator } = handoff;
    if (isHeld(handoff.stage) && operator !== null && operator.id !== command.operator.id && !command.lead)
      return refuse('not-holder', `${operator.name} holds this session; only the holder can do this.`);
    return decision.fact({ type: 'kept', by: command.operator }).announce('handoff.accepted');
  });
}

/** Null: there is no such thing to write about. */
type Result = Decision | Refusal | null;

function write(
  desk: Desk,
  action: HandoffAction,
  moment: Moment,
  how: (handoff: HandoffState, decision: DecisionBuilder) => DecisionBuilder | Refusal | null,
): Result {
  const { handoff } = desk;
  if (handoff === null) return null;
  if (!allows(handoff.stage, action))
    return refuse('wrong-stage', `This cannot be done while the handoff is ${handoff.stage}.`);
  const outcome = how(handoff, new DecisionBuilder(desk, moment));
  return outcome instanceof DecisionBuilder ? outcome.build() : outcome;
}
