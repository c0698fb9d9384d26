import type { Correction, ErrorCode, HandoffEventData } from '@baton/protocol';
import { changeControl, publicHolder } from '../control.ts';
import type { Control, Holder } from '../control.ts';
import { newEvent } from '../log/new-event.ts';
import type { NewEvent } from '../log/new-event.ts';
import type { Outlook } from '../waiting/outlook.ts';
import { applyFact } from './apply-fact.ts';
import { isOpen } from './handoff-state.ts';
import type { HandoffState } from './handoff-state.ts';
import type { Actor, JournalFact } from './journal-fact.ts';

/** What a decision about a session's handoff is taken on. Invariant: mode is `manual` exactly while `handoff` is open. */
export interface Desk {
  readonly control: Control;
  /** The open handoff. */
  readonly handoff: HandoffState | null;
}

/** When and under which trace something is decided. `at` is in microseconds since 1970. */
export interface Moment {
  readonly at: number;
  readonly traceId: string;
}

/** What follows from a command: all of it is written in one transaction, or none. */
export interface Decision {
  readonly type: 'decided';
  readonly facts: readonly JournalFact[];
  readonly events: readonly NewEvent[];
  readonly control: Control;
  readonly handoff: HandoffState | null;
  /** Whether this answers what the customer wrote before: all of it, or up to an offset. */
  readonly answers: boolean | number;
}

export interface Refusal {
  readonly type: 'refused';
  readonly code: ErrorCode;
  /** What is wrong and what to do next. */
  readonly detail: string;
}

export function refuse(code: ErrorCode, detail: string): Refusal {
  return { type: 'refused', code, detail };
}

/** Collects facts, events and the new control, keeping the state folded on the way. */
export class DecisionBuilder {
  #control: Control;
  #state: HandoffState | null;
  #answers: boolean | number = false;
  readonly #facts: JournalFact[] = [];
  readonly #events: NewEvent[] = [];
  readonly #moment: Moment;

  constructor(desk: Desk, moment: Moment) {
    this.#control = desk.control;
    this.#state = desk.handoff;
    this.#moment = moment;
  }

  /** The handoff so far. Throws when there is none: a broken assumption of the caller. */
  get state(): HandoffState {
    if (this.#state === null) throw new Error('there is no handoff to decide on');
    return this.#state;
  }

  fact(fact: WithoutTime<JournalFact>): this {
    const timed = { ...fact, at: this.#moment.at } as JournalFact;
    this.#facts.push(timed);
    this.#state = applyFact(this.#state, timed);
    return this;
  }

  hold(mode: Control['mode'], holder: Holder): this {
    this.#control = changeControl(this.#control, mode, holder);
    return this;
  }

  event(event: NewEvent): this {
    this.#events.push(event);
    return this;
  }

  /** A message from the desk itself, under the AI agent's name. */
  say(text: string): this {
    const { agent } = this.state;
    const participant = { id: agent.id, display_name: agent.name };
    return this.event(newEvent('message', 'system', this.#moment.traceId, { message: text, participant }));
  }

  /** Tells everybody who reads the log where the handoff stands now. */
  announce(what: string, extra: Announcement = {}): this {
    const data: HandoffEventData = {
      type: what,
      handoff_id: this.#state?.id ?? null,
      stage: this.#state?.stage ?? null,
      mode: this.#control.mode,
      epoch: this.#control.epoch,
      holder: publicHolder(this.#control.holder),
      ...extra,
    };
    return this.event(newEvent('custom', 'system', this.#moment.traceId, data));
  }

  /** The customer's own correction, for everybody who reads the log (H5.3). */
  announceCorrection({ line, after }: Correction): this {
    const data = { type: 'handoff.corrected', handoff_id: this.state.id, line, after };
    return this.event(newEvent('custom', 'system', this.#moment.traceId, data));
  }

  /** That he has rated, for his own page when it is loaded again (H8.5). */
  announceRating(score: number): this {
    const data = { type: 'handoff.rated', handoff_id: this.state.id, score };
    return this.event(newEvent('custom', 'system', this.#moment.traceId, data));
  }

  /** `upTo`: what came later is still to be answered; null: nothing is. */
  answersCustomer(upTo: number | null = null): this {
    this.#answers = upTo ?? true;
    return this;
  }

  /** The customer's language, for what the desk says to him; null where it does not show. */
  get language(): string | null {
    return this.state.package.language;
  }

  build(): Decision {
    return {
      type: 'decided',
      facts: this.#facts,
      events: this.#events,
      control: this.#control,
      handoff: this.#state,
      answers: this.#answers,
    };
  }
}

type Announcement = Partial<Pick<HandoffEventData, 'alternatives' | 'position' | 'wait'>>;

/** Of an outlook what the log shows to everybody. */
export function shown({ told, alternatives }: Outlook): Announcement {
  const { position, range } = told ?? { position: null, range: null };
  return { position, wait: range, ...(alternatives.length > 0 && { alternatives: [...alternatives] }) };
}

type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never;

export function holderOf(actor: Actor): Holder {
  return actor === null ? { kind: 'external' } : { kind: 'operator', id: actor.id, name: actor.name };
}

/** Whether the desk has an open handoff; narrows for the decisions that need one. */
export function hasOpenHandoff(desk: Desk): desk is Desk & { handoff: HandoffState } {
  return desk.handoff !== null && isOpen(desk.handoff.stage);
}
