import { TRIGGER_NAMES } from '@baton/protocol';
import type { TriggerMode, TriggerName } from '@baton/protocol';
import type { CompiledPolicy } from '../compile-policy.ts';
import { triggerOf } from '../order-triggers.ts';
import type { Signal } from '../signal.ts';
import { Spread } from './spread.ts';
import type { SpreadSummary } from './spread.ts';
import type { RecordedConversation } from './recorded-conversation.ts';
import type { ReplayView } from './replay-views.ts';

/** Where something fired first in a conversation. */
export interface Firing {
  readonly signal: Signal;
  readonly at: ReplayView;
}

/** A conversation played with a policy. */
export interface Played {
  readonly conversation: RecordedConversation;
  /** The first firing of each trigger, whether it acts or is only noted. */
  readonly firings: ReadonlyMap<TriggerName, Firing>;
  /** What brings the person: the first that acts. */
  readonly first: Firing | null;
  /** The customer's messages whose answer left no record: of those nobody knows how sure the AI was. */
  readonly unrecorded: number;
}

/** How a conversation would have gone otherwise. */
export interface Change {
  readonly id: string;
  /** `added`: nobody was asked for. `dropped`: nobody would be. `earlier`, `later`, `reason`: somebody, otherwise. */
  readonly change: 'added' | 'dropped' | 'earlier' | 'later' | 'reason';
  /** Offset of the message on which a person is called; null where none is. */
  readonly offset: number | null;
  readonly trigger: string | null;
  readonly reason: string | null;
  readonly quote: string | null;
  readonly score: number | null;
  readonly threshold: number | null;
  /** What was recorded; null where nobody was asked for. */
  readonly recorded: { readonly offset: number; readonly trigger: string; readonly reason: string } | null;
}

/** How well something that fires tells the conversations that need a person from the others. */
export interface Quality {
  readonly fired: number;
  /** Of them those that a person had to take. */
  readonly hits: number;
  /** hits / fired; null when it never fired. */
  readonly precision: number | null;
  /** hits / all that a person had to take; null when there was none. */
  readonly recall: number | null;
  /** The customer's messages between firing and the person who came, and seconds. */
  readonly turns_before: SpreadSummary | null;
  readonly seconds_before: SpreadSummary | null;
}

export interface ReplayReport {
  readonly conversations: number;
  /** Those that a person had to take, or that carry the label. */
  readonly needed: number;
  /** By a label rather than by what happened. */
  readonly labelled: number;
  readonly policy: Quality;
  readonly triggers: readonly (Quality & { readonly trigger: TriggerName; readonly mode: TriggerMode })[];
  readonly changed: number;
  /** The first of them. */
  readonly changes: readonly Change[];
  /** The customer's messages that could be judged by their words alone. */
  readonly unrecorded_answers: number;
}

/** Adds up what comes of a policy, in bounded memory however many conversations are played. */
export class ReplayTally {
  readonly #policy: CompiledPolicy;
  readonly #mostChanges: number;
  readonly #whole = new Counter();
  readonly #each = new Map<TriggerName, Counter>();
  readonly #changes: Change[] = [];
  #changed = 0;
  #conversations = 0;
  #needed = 0;
  #labelled = 0;
  #unrecorded = 0;

  constructor(policy: CompiledPolicy, mostChanges: number) {
    this.#policy = policy;
    this.#mostChanges = mostChanges;
  }

  add(played: Played): void {
    const { conversation, firings, first, unrecorded } = played;
    const needed = conversation.label ?? conversation.contact !== null;
    this.#conversations += 1;
    this.#unrecorded += unrecorded;
    if (needed) this.#needed += 1;
    if (conversation.label !== null) this.#labelled += 1;
    if (first !== null) this.#whole.add(first, conversation, needed);
    for (const [trigger, firing] of firings) {
      const counter = this.#each.get(trigger) ?? new Counter();
      this.#each.set(trigger, counter);
      counter.add(firing, conversation, needed);
    }
    const change = changeOf(played);
    if (change === null) return;
    this.#changed += 1;
    if (this.#changes.length < this.#mostChanges) this.#changes.push(change);
  }

  report(): ReplayReport {
    const { modes } = this.#policy;
    const none = new Counter();
    return {
      conversations: this.#conversations,
      needed: this.#needed,
      labelled: this.#labelled,
      policy: this.#whole.quality(this.#needed),
      triggers: TRIGGER_NAMES.filter((name) => name !== 'custom').map((trigger) => ({
        trigger,
        mode: modes[trigger],
        ...(this.#each.get(trigger) ?? none).quality(this.#needed),
      })),
      changed: this.#changed,
      changes: this.#changes,
      unrecorded_answers: this.#unrecorded,
    };
  }
}

class Counter {
  #fired = 0;
  #hits = 0;
  readonly #turns = new Spread();
  readonly #seconds = new Spread();

  add({ at }: Firing, { contact }: RecordedConversation, needed: boolean): void {
    this.#fired += 1;
    if (!needed) return;
    this.#hits += 1;
    if (contact === null) return;
    this.#turns.add(at.turnsLeft);
    if (contact.at !== null && at.message.at !== null)
      this.#seconds.add(Math.max(0, Math.round((contact.at - at.message.at) / 1_000_000)));
  }

  quality(needed: number): Quality {
    return {
      fired: this.#fired,
      hits: this.#hits,
      precision: this.#fired === 0 ? null : this.#hits / this.#fired,
      recall: needed === 0 ? null : this.#hits / needed,
      turns_before: this.#turns.summary(),
      seconds_before: this.#seconds.summary(),
    };
  }
}

/**
 * Null when all would have gone as it did. What others than these triggers asked for (the button, a tool, a program,
 * the agent's own code) they would have asked for all the same.
 */
export function changeOf({ conversation, first }: Played): Change | null {
  const { id, request: recorded } = conversation;
  const told = {
    id,
    offset: first?.at.message.offset ?? null,
    trigger: first?.signal.evidence.trigger ?? null,
    reason: first?.signal.reason ?? null,
    quote: first?.signal.evidence.quote ?? null,
    score: first?.signal.evidence.score ?? null,
    threshold: first?.signal.evidence.threshold ?? null,
    recorded,
  };
  if (recorded === null) return first === null ? null : { ...told, change: 'added' };
  const name = triggerOf(recorded.trigger);
  const byPolicy = name !== null && name !== 'custom';
  if (first === null) return byPolicy ? { ...told, change: 'dropped' } : null;
  const { offset } = first.at.message;
  if (offset < recorded.offset) return { ...told, change: 'earlier' };
  if (!byPolicy) return null;
  if (offset > recorded.offset) return { ...told, change: 'later' };
  return first.signal.reason === recorded.reason ? null : { ...told, change: 'reason' };
}
