import type { Handoff, HandoffDetail, OperatorRef, SessionEvent } from '@baton/protocol';
import { refuse } from '../core/handoff/decision.ts';
import type { Decision, Desk, Moment, Refusal } from '../core/handoff/decision.ts';
import { DecisionBuilder } from '../core/handoff/decision.ts';
import { chooseContact, resolve, returnToAi, withdraw } from '../core/handoff/leave.ts';
import { accept, takeOver, writeAsPerson, writeOnBehalf } from '../core/handoff/take-control.ts';
import { isOpen } from '../core/handoff/handoff-state.ts';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import { newEvent } from '../core/log/new-event.ts';
import { eventView } from '../core/log/event-json.ts';
import type { Idempotency } from '../ports/session-store.ts';
import type { App } from './app.ts';
import { changeDesk } from './change-desk.ts';
import type { DeskOutcome } from './change-desk.ts';
import { customerHandoffView, handoffDetailView, handoffView } from './handoff-view.ts';
import { prepareOpening } from './open-handoff.ts';

export type HandoffCommand =
  | { readonly do: 'accept'; readonly operator: OperatorRef }
  | { readonly do: 'note'; readonly operator: OperatorRef; readonly text: string }
  | {
      readonly do: 'resolve';
      readonly operator: OperatorRef;
      readonly disposition: string;
      readonly outcome: string | null;
    }
  | { readonly do: 'return'; readonly operator: OperatorRef; readonly outcome: string | null }
  | { readonly do: 'withdraw' }
  | {
      readonly do: 'choose-contact';
      readonly kind: 'callback' | 'email';
      readonly address: string;
      readonly callAt: string | null;
    };

export interface Reply {
  readonly operator: OperatorRef;
  readonly message: string;
  readonly as: 'operator' | 'ai';
  /** Newest offset the sender's screen has shown; null sends whatever is newer. */
  readonly seenOffset: number | null;
}

export type ReplyOutcome =
  | { readonly type: 'sent'; readonly event: SessionEvent }
  | { readonly type: 'stale-view'; readonly missing: SessionEvent[] }
  | { readonly type: 'not-found' }
  | { readonly type: 'idempotency-mismatch' }
  | Refusal;

export type CommandOutcome =
  | { readonly type: 'done' }
  | { readonly type: 'not-found' }
  | { readonly type: 'idempotency-mismatch' }
  | Refusal;

interface Request {
  readonly traceId: string;
  readonly idempotency?: Idempotency | undefined;
}

/** What people do with handoffs. */
export class HandoffDesk {
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  async read(id: string): Promise<HandoffDetail | null> {
    const state = await this.#app.sessions.readHandoff(id);
    if (state === null) return null;
    const [position, journal] = await Promise.all([
      this.#app.sessions.queuePosition(id),
      this.#app.sessions.listJournal(id),
    ]);
    return handoffDetailView(state, position, journal);
  }

  /** The session a handoff belongs to; null when there is no such handoff. */
  async sessionOf(id: string): Promise<string | null> {
    return (await this.#app.sessions.readHandoff(id))?.sessionId ?? null;
  }

  async view(state: HandoffState, forCustomer = false): Promise<Handoff> {
    const position = await this.#app.sessions.queuePosition(state.id);
    return forCustomer ? customerHandoffView(state, position) : handoffView(state, position);
  }

  async command(id: string, command: HandoffCommand, request: Request): Promise<CommandOutcome> {
    const handoff = await this.#app.sessions.readHandoff(id);
    if (handoff === null) return { type: 'not-found' };
    const outcome = await changeDesk(
      this.#app,
      handoff.sessionId,
      async (desk, moment) => {
        const current = desk.handoff?.id === id ? desk.handoff : await this.#app.sessions.readHandoff(id);
        return current === null ? null : decide({ ...desk, handoff: current }, current, command, moment);
      },
      request,
    );
    return commandOutcome(outcome);
  }

  /** Takes a session that nobody asked to have taken (H3.5). */
  async takeOver(sessionId: string, operator: OperatorRef, request: Request): Promise<CommandOutcome> {
    const outcome = await changeDesk(
      this.#app,
      sessionId,
      async (desk, moment, session) => {
        const evidence = { trigger: 'operator', offset: null, score: null, threshold: null, quote: null };
        const opening = await prepareOpening(this.#app, session, {
          reason: 'operator_takeover',
          evidence: [evidence],
        });
        return takeOver(desk, { operator, opening, force: false }, moment);
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
    const message = replyEvent(handoff, reply, request.traceId);
    const outcome = await changeDesk(
      this.#app,
      handoff.sessionId,
      (desk, moment) => decideReply(desk, id, reply, message, moment),
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

function decide(
  desk: Desk,
  handoff: HandoffState,
  command: HandoffCommand,
  moment: Moment,
): Decision | Refusal {
  switch (command.do) {
    case 'accept':
      return accept(handoff, desk, command.operator, moment);
    case 'note':
      return new DecisionBuilder(desk, moment)
        .fact({ type: 'noted', author: command.operator, text: command.text })
        .build();
    case 'resolve':
      return resolve(desk, command, moment);
    case 'return':
      return returnToAi(desk, command, moment);
    case 'withdraw':
      return withdraw(desk, moment);
    case 'choose-contact':
      return chooseContact(
        desk,
        { kind: command.kind, address: command.address, callAt: command.callAt },
        moment,
      );
  }
}

function decideReply(
  desk: Desk,
  id: string,
  reply: Reply,
  message: ReturnType<typeof replyEvent>,
  moment: Moment,
): Decision | Refusal {
  if (desk.handoff?.id !== id || !isOpen(desk.handoff.stage)) {
    return refuse('wrong-stage', 'This handoff has ended. Take the session over to write in it again.');
  }
  if (desk.handoff.stage !== 'active') return refuse('wrong-stage', 'Accept the handoff first.');
  if (desk.handoff.operator?.id !== reply.operator.id) {
    const name = desk.handoff.operator?.name ?? 'An outside system';
    return refuse('not-holder', `${name} holds this session; your message was not sent.`);
  }
  if (reply.as === 'ai') return writeOnBehalf(desk, reply.operator, message, moment);
  return writeAsPerson(desk, { author: reply.operator, message, opening: null, mayReassign: false }, moment);
}

function replyEvent(handoff: HandoffState, reply: Reply, traceId: string): ReturnType<typeof newEvent> {
  const { operator } = reply;
  const metadata = { author: { id: operator.id, name: operator.name } };
  if (reply.as === 'ai') {
    const participant = { id: handoff.agent.id, display_name: handoff.agent.name };
    return newEvent(
      'message',
      'human_agent_on_behalf_of_ai_agent',
      traceId,
      { message: reply.message, participant },
      metadata,
    );
  }
  const participant = { id: operator.id, display_name: operator.name };
  return newEvent('message', 'human_agent', traceId, { message: reply.message, participant }, metadata);
}

function commandOutcome(outcome: DeskOutcome): CommandOutcome {
  switch (outcome.type) {
    case 'done':
    case 'unchanged':
    case 'repeated':
      return { type: 'done' };
    case 'refused':
    case 'idempotency-mismatch':
      return outcome;
    default:
      return { type: 'not-found' };
  }
}
