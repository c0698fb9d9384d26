import type { Alert } from '@baton/protocol';
import { isHeld, isWaiting, openCommitments } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { JournalFact } from '../../core/handoff/journal-fact.ts';
import { formatTime } from '../../core/time.ts';
import { isFor } from './audience.ts';
import type { Audience, FeedReader, Leads } from './audience.ts';

/** Alerts are part of a snapshot this long, in microseconds. */
const KEPT = 900 * 1_000_000;
const MOST_KEPT = 1000;

export interface KnownAlert {
  readonly alert: Alert;
  readonly at: number;
  readonly audience: Audience;
}

/**
 * What a person should look at (H7.1), out of what happened to handoffs. An alert's id is that of the fact that made
 * it: the same one however often it is told. It holds for as long as its cause does, and is kept for 15 minutes.
 */
export class Alerts {
  readonly #leadsOf: (department: string) => Leads;
  /** The oldest first. */
  readonly #kept = new Map<string, KnownAlert>();
  /** Ids of those that are kept, by what they are about. */
  readonly #byHandoff = new Map<string, Set<string>>();

  constructor(leadsOf: (department: string) => Leads) {
    this.#leadsOf = leadsOf;
  }

  /** The alerts that come of new facts of a handoff. `facts` are its last ones. */
  follow(handoff: HandoffState, facts: readonly JournalFact[]): KnownAlert[] {
    const first = handoff.entries - facts.length;
    for (const fact of facts) if (fact.type === 'accepted') this.#answered(handoff.id);
    this.#dropOver(handoff);
    return facts.flatMap((fact, index) => {
      const made = this.#of(handoff, fact, first + index);
      if (made === null || !stillHolds(made.alert, handoff)) return [];
      this.#keep(made);
      return [made];
    });
  }

  /** Adds one that is about something else than a handoff's journal, e.g. a promised call. */
  add(alert: Alert, at: number): KnownAlert {
    const made = { alert, at, audience: this.#audienceOf(alert) };
    this.#keep(made);
    return made;
  }

  /** A person has written to the customer: he does not wait for an answer any more. */
  answered(handoffId: string): void {
    this.#answered(handoffId);
  }

  forget(handoffId: string): void {
    for (const id of this.#byHandoff.get(handoffId) ?? []) this.#kept.delete(id);
    this.#byHandoff.delete(handoffId);
  }

  drop(alertId: string): void {
    const known = this.#kept.get(alertId);
    if (known === undefined) return;
    this.#kept.delete(alertId);
    const ids = this.#byHandoff.get(known.alert.handoff_id);
    ids?.delete(alertId);
    if (ids?.size === 0) this.#byHandoff.delete(known.alert.handoff_id);
  }

  /** Those of the last 15 minutes that hold and are for this reader, oldest first. */
  heldFor(reader: FeedReader, now: number): Alert[] {
    for (const [id, { at }] of this.#kept) {
      if (at > now - KEPT) break;
      this.drop(id);
    }
    const held = [...this.#kept.values()].filter(({ audience }) => isFor(audience, reader));
    return held.map(({ alert }) => alert);
  }

  #of(handoff: HandoffState, fact: JournalFact, seq: number): KnownAlert | null {
    const kind = kindOf(fact);
    if (kind === null) return null;
    const alert: Alert = {
      id: `${handoff.id}-${seq}`,
      kind,
      handoff_id: handoff.id,
      session_id: handoff.sessionId,
      department_id: handoff.requirements.department,
      operator_id: FOR_HOLDER.has(kind) ? (handoff.operator?.id ?? null) : null,
      creation_utc: formatTime(fact.at),
    };
    return { alert, at: fact.at, audience: this.#audienceOf(alert) };
  }

  #audienceOf({ operator_id: operatorId, department_id: department }: Alert): Audience {
    if (operatorId !== null) return { to: 'operator', operatorId };
    return { to: 'leads', department, among: this.#leadsOf(department) };
  }

  #keep(made: KnownAlert): void {
    const { id, handoff_id: handoffId } = made.alert;
    this.#kept.set(id, made);
    this.#byHandoff.set(handoffId, (this.#byHandoff.get(handoffId) ?? new Set()).add(id));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.drop(oldest);
  }

  #answered(handoffId: string): void {
    for (const id of this.#byHandoff.get(handoffId) ?? []) {
      if (this.#kept.get(id)?.alert.kind === 'customer-waits') this.drop(id);
    }
  }

  #dropOver(handoff: HandoffState): void {
    for (const id of this.#byHandoff.get(handoff.id) ?? []) {
      const known = this.#kept.get(id);
      if (known !== undefined && !stillHolds(known.alert, handoff)) this.drop(id);
    }
  }
}

const FOR_HOLDER: ReadonlySet<Alert['kind']> = new Set([
  'customer-waits',
  'commitment-open',
  'returning',
  'whispered',
]);

function kindOf(fact: JournalFact): Alert['kind'] | null {
  switch (fact.type) {
    case 'warned':
      return 'service-level-near';
    case 'delayed':
      return 'service-level-passed';
    case 'idle-checked':
      return fact.customerWaiting ? 'customer-waits' : null;
    case 'requeued':
      return 'operator-lost';
    case 'owner-asked':
      return 'commitment-open';
    case 'returning':
      return 'returning';
    case 'noted':
      return fact.whisper === true ? 'whispered' : null;
    case 'failed':
      return fact.why === 'nobody-came' ? 'nobody-came' : null;
    default:
      return null;
  }
}

function stillHolds({ kind, operator_id: operatorId }: Alert, handoff: HandoffState): boolean {
  const sameOwner = (handoff.operator?.id ?? null) === operatorId;
  const sameHolder = isHeld(handoff.stage) && sameOwner;
  switch (kind) {
    case 'service-level-near':
      return handoff.timers['service-level'] !== undefined;
    case 'service-level-passed':
    case 'operator-lost':
      return isWaiting(handoff.stage);
    case 'customer-waits':
    case 'whispered':
      return sameHolder;
    case 'commitment-open':
      // A system outside may have ended it meanwhile; who resolved it has answered.
      return sameOwner && handoff.stage !== 'resolved' && openCommitments(handoff).length > 0;
    case 'returning':
      return handoff.stage === 'returning';
    case 'nobody-came':
    case 'follow-up-due':
      return true;
  }
}
