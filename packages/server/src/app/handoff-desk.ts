import type { Handoff, HandoffDetail, OperatorRef, SessionEvent } from '@baton/protocol';
import { hasOpenHandoff, refuse } from '../core/handoff/decision.ts';
import type { Decision, Desk, Moment, Refusal } from '../core/handoff/decision.ts';
import { takeOver, writeAsPerson, writeOnBehalf } from '../core/handoff/take-control.ts';
import { isHeld, isOpen, isWaiting } from '../core/handoff/handoff-state.ts';
import { NO_OUTLOOK } from '../core/waiting/outlook.ts';
import type { Outlook } from '../core/waiting/outlook.ts';
import type { OperatorRecord } from '../ports/desk-store.ts';
import { findDestination } from './find-destination.ts';
import { decideCommand } from './handoff-command.ts';
import type { CommandFacts, Destination, HandoffCommand, TransferTarget } from './handoff-command.ts';
import { overCapacity, refuseUnsuited } from './may-take.ts';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import { newEvent } from '../core/log/new-event.ts';
import type { NewEvent } from '../core/log/new-event.ts';
import { eventView } from '../core/log/event-json.ts';
import type { Idempotency } from '../ports/session-store.ts';
import type { App } from './app.ts';
import { composeMessage } from './attachments/compose-message.ts';
import type { ComposedText } from './attachments/compose-message.ts';
import { changeDesk } from './change-desk.ts';
import { commandOutcome } from './command-outcome.ts';
import type { CommandOutcome } from './command-outcome.ts';
import { customerHandoffView, handoffDetailView, handoffView } from './handoff-view.ts';
import { prepareOpening } from './open-handoff.ts';

export interface Reply {
  readonly operator: OperatorRef;
  readonly message: string;
  readonly as: 'operator' | 'ai';
  /** Newest offset the sender's screen has shown; null sends whatever is newer. */
  readonly seenOffset: number | null;
  /** Ids of attachments of the session. */
  readonly attachments?: readonly string[] | undefined;
}

export type ReplyOutcome =
  | { readonly type: 'sent'; readonly event: SessionEvent }
  | { readonly type: 'stale-view'; readonly missing: SessionEvent[] }
  | { readonly type: 'not-found' }
  | { readonly type: 'idempotency-mismatch' }
  | { readonly type: 'invalid'; readonly detail: string }
  | Refusal;

interface Request {
  readonly traceId: string;
  readonly idempotency?: Idempotency | undefined;
}

const COMPANY = { by: 'company', asCustomer: false } as const;

/** What people do with handoffs. */
export class HandoffDesk {
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  async read(id: string): Promise<HandoffDetail | null> {
    const state = await this.#app.sessions.readHandoff(id);
    if (state === null) return null;
    const journal = await this.#app.sessions.listJournal(id);
    return handoffDetailView(state, this.#app.lines.positionOf(id), journal);
  }

  /** The session a handoff belongs to; null when there is no such handoff. */
  async sessionOf(id: string): Promise<string | null> {
    return (await this.#app.sessions.readHandoff(id))?.sessionId ?? null;
  }

  view(state: HandoffState, forCustomer = false): Handoff {
    const position = this.#app.lines.positionOf(state.id);
    return forCustomer ? customerHandoffView(state, position) : handoffView(state, position);
  }

  async command(id: string, command: HandoffCommand, request: Request): Promise<CommandOutcome> {
    const handoff = await this.#app.sessions.readHandoff(id);
    if (handoff === null) return { type: 'not-found' };
    const member = 'operator' in command ? await this.#app.staff.ensureOperator(command.operator) : null;
    const room = this.#roomFor(command, member?.record ?? null);
    let missing: string | null = null;
    const outcome = await changeDesk(
      this.#app,
      handoff.sessionId,
      async (desk, moment, session) => {
        const current = desk.handoff?.id === id ? desk.handoff : await this.#app.sessions.readHandoff(id);
        if (current === null) return null;
        const target = targetOf(command);
        const found = target === null ? null : findDestination(this.#app, current, target);
        missing = found?.type === 'unknown' ? found.detail : null;
        if (found?.type === 'refused') return found;
        if (found?.type === 'unknown') return null;
        const unsuited =
          command.do === 'accept' && member !== null ? refusePicking(member.record, current) : null;
        if (unsuited !== null) return unsuited;
        const facts: CommandFacts = {
          lead: member?.record.lead ?? false,
          destination: found?.destination ?? null,
          outlook: found === null ? NO_OUTLOOK : this.#outlookAfter(current, found.destination, moment.at),
          lastCustomerOffset: session.lastCustomerOffset,
        };
        return decideCommand({ ...desk, handoff: current }, command, facts, moment);
      },
      {
        ...request,
        ...(room !== null && { guard: { capacity: { operatorId: room.id, most: room.maxChats } } }),
      },
    );
    if (missing !== null) return { type: 'invalid', detail: missing };
    if (outcome.type === 'over-capacity' && room !== null) return overCapacity(room);
    return commandOutcome(outcome);
  }

  /** Whose capacity a command takes of. */
  #roomFor(command: HandoffCommand, actor: OperatorRecord | null): OperatorRecord | null {
    if (command.do === 'accept') return actor;
    const target = targetOf(command)?.operatorId;
    return target === undefined ? null : (this.#app.staff.operator(target)?.record ?? null);
  }

  #outlookAfter(handoff: HandoffState, { requirements, policy }: Destination, at: number): Outlook {
    const moved = { ...handoff, requirements, policy, relaxed: [], waitingSince: at };
    return this.#app.lines.outlookOf(moved, at);
  }

  /** Takes a session that nobody asked to have taken (H3.5); a lead also from a colleague, with `force`. */
  async takeOver(
    sessionId: string,
    operator: OperatorRef,
    request: Request & { readonly force?: boolean },
  ): Promise<CommandOutcome> {
    const { record } = await this.#app.staff.ensureOperator(operator);
    const force = record.lead && request.force === true;
    const outcome = await changeDesk(
      this.#app,
      sessionId,
      async (desk, moment, session) => {
        const evidence = { trigger: 'operator', offset: null, score: null, threshold: null, quote: null };
        const asked = { reason: 'operator_takeover', evidence: [evidence] };
        const opening = hasOpenHandoff(desk) ? null : await prepareOpening(this.#app, session, asked);
        return takeOver(desk, { operator, opening, force }, moment);
      },
      request,
    );
    return commandOutcome(outcome);
  }

  /** An operator writes to the customer; refused when somebody else holds the session or his view is stale (H2.5). */
  async reply(id: string, reply: Reply, request: Request): Promise<ReplyOutcome> {
    const { sessions } = this.#app;
    const handoff = await sessions.readHandoff(id);
    if (handoff === null) return { type: 'not-found' };
    const text = await composeMessage(this.#app, handoff.sessionId, reply, COMPANY);
    if (text.type === 'invalid') return text;
    const message = { ...replyEvent(handoff, reply, text, request.traceId), ...text.named };
    const lead = this.#app.staff.operator(reply.operator.id)?.record.lead ?? false;
    const outcome = await changeDesk(
      this.#app,
      handoff.sessionId,
      (desk, moment) => decideReply(desk, id, { ...reply, lead }, message, moment),
      {
        ...request,
        answer: message,
        ...(reply.seenOffset !== null && { guard: { seenOffset: reply.seenOffset } }),
      },
    );
    switch (outcome.type) {
      case 'done':
        return this.#sent(handoff.sessionId, outcome.answerOffset);
      case 'repeated':
        return this.#sent(handoff.sessionId, outcome.offset);
      case 'stale-view':
        return {
          type: 'stale-view',
          missing: await this.#missing(handoff.sessionId, reply.seenOffset ?? -1),
        };
      case 'refused':
      case 'idempotency-mismatch':
        return outcome;
      default:
        return { type: 'not-found' };
    }
  }

  async #sent(sessionId: string, offset: number): Promise<ReplyOutcome> {
    const event = await this.#app.sessions.readEvent(sessionId, offset);
    return event === null ? { type: 'not-found' } : { type: 'sent', event: eventView(event) };
  }

  async #missing(sessionId: string, seenOffset: number): Promise<SessionEvent[]> {
    const events = await this.#app.sessions.listEvents({ sessionId, minOffset: seenOffset + 1, limit: 100 });
    return events.map(eventView);
  }
}

/** To whom a command passes the handoff; null: to nobody. */
function targetOf(command: HandoffCommand): TransferTarget | null {
  if (command.do === 'transfer') return command.target;
  return command.do === 'offer' ? { operatorId: command.operatorId } : null;
}

/** What is offered to him he may take; what stands in the queue by the rules of routing. */
function refusePicking(operator: OperatorRecord, handoff: HandoffState): Refusal | null {
  if (!isWaiting(handoff.stage) || handoff.offer?.operator.id === operator.id) return null;
  return refuseUnsuited(operator, handoff);
}

function decideReply(
  desk: Desk,
  id: string,
  reply: Reply & { readonly lead: boolean },
  message: NewEvent,
  moment: Moment,
): Decision | Refusal {
  if (desk.handoff?.id !== id || !isOpen(desk.handoff.stage)) {
    return refuse('wrong-stage', 'This handoff has ended. Take the session over to write in it again.');
  }
  if (!isHeld(desk.handoff.stage)) return refuse('wrong-stage', 'Accept the handoff first.');
  // A lead who forces his words into a colleague's session holds it from then on (H2.5).
  const mayReassign = reply.lead && reply.seenOffset === null;
  if (desk.handoff.operator?.id !== reply.operator.id && !mayReassign) {
    const name = desk.handoff.operator?.name ?? 'An outside system';
    return refuse('not-holder', `${name} holds this session; your message was not sent.`);
  }
  if (reply.as === 'ai') return writeOnBehalf(desk, reply.operator, message, moment);
  return writeAsPerson(desk, { author: reply.operator, message, opening: null, mayReassign }, moment);
}

function replyEvent(
  handoff: HandoffState,
  { operator, as }: Reply,
  { message, data }: Extract<ComposedText, { type: 'composed' }>,
  traceId: string,
): NewEvent {
  const metadata = { author: { id: operator.id, name: operator.name } };
  if (as === 'ai') {
    const participant = { id: handoff.agent.id, display_name: handoff.agent.name };
    return newEvent(
      'message',
      'human_agent_on_behalf_of_ai_agent',
      traceId,
      { message, participant, ...data },
      metadata,
    );
  }
  const participant = { id: operator.id, display_name: operator.name };
  return newEvent('message', 'human_agent', traceId, { message, participant, ...data }, metadata);
}
