import { INITIAL_CONTROL } from '../../core/control.ts';
import type { Control } from '../../core/control.ts';
import type { Decision } from '../../core/handoff/decision.ts';
import { isOpen, isWaiting } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { JournalFact } from '../../core/handoff/journal-fact.ts';
import { nextTimer } from '../../core/handoff/timers.ts';
import type { NewEvent } from '../../core/log/new-event.ts';

export interface KeptEvent extends Pick<NewEvent, 'kind' | 'source' | 'data' | 'metadata'> {
  readonly at: number;
  deleted: boolean;
}

export interface KeptHandoff {
  state: HandoffState;
  readonly journal: JournalFact[];
}

interface KeptSession {
  control: Control;
  readonly log: KeptEvent[];
  readonly handoffs: KeptHandoff[];
}

/** Whom a change would give one session more, and how many he may hold. */
export interface Capacity {
  readonly operatorId: string;
  readonly most: number;
}

/** What a store keeps of sessions, in plain lists. */
export class MemoryLogs {
  readonly sessions: Map<string, KeptSession> = new Map();

  constructor(ids: readonly string[]) {
    for (const id of ids) this.deleteSession(id);
  }

  /** Another one takes its place, under the same id. */
  deleteSession(id: string): void {
    this.sessions.set(id, { control: INITIAL_CONTROL, log: [], handoffs: [] });
  }

  control(id: string): Control {
    return this.#session(id).control;
  }

  nextOffset(id: string): number {
    return this.#session(id).log.length;
  }

  openHandoff(id: string): HandoffState | null {
    const last = this.#session(id).handoffs.at(-1);
    return last !== undefined && isOpen(last.state.stage) ? last.state : null;
  }

  lastHandoff(id: string): HandoffState | null {
    return this.#session(id).handoffs.at(-1)?.state ?? null;
  }

  openHandoffs(): HandoffState[] {
    return [...this.sessions.keys()].map((id) => this.openHandoff(id)).filter((open) => open !== null);
  }

  handoff(id: string): HandoffState | null {
    return this.#kept(id)?.state ?? null;
  }

  journal(id: string): readonly JournalFact[] {
    return this.#kept(id)?.journal ?? [];
  }

  /** Who of ours served a customer last and when that ended, at or after a time. */
  lastOperator(customer: string, since: number): { readonly id: string; readonly endedAt: number } | null {
    let last: { readonly id: string; readonly endedAt: number } | null = null;
    for (const { handoffs } of this.sessions.values()) {
      for (const { state } of handoffs) {
        if (state.customer.id !== customer || state.operator === null || state.endedAt === null) continue;
        if (state.endedAt >= since && state.endedAt > (last?.endedAt ?? 0))
          last = { id: state.operator.id, endedAt: state.endedAt };
      }
    }
    return last;
  }

  /** When the newest message that is left was written; 0: there is none. */
  lastMessageAt(id: string): number {
    return this.#session(id).log.findLast(({ kind, deleted }) => kind === 'message' && !deleted)?.at ?? 0;
  }

  /** The first offset written in one step with the one that a share of the log ends at. */
  offsetAt(id: string, share: number): number {
    const { log } = this.#session(id);
    const at = log[Math.floor(log.length * share)]?.at;
    return at === undefined ? 0 : log.findIndex((event) => event.at === at);
  }

  /** When the event at an offset was written; null: there is none. */
  timeOf(id: string, offset: number): number | null {
    return this.#session(id).log[offset]?.at ?? null;
  }

  /** What was written now stays. */
  deleteFrom(id: string, from: number, now: number): void {
    const { log } = this.#session(id);
    for (const event of log.slice(from)) if (event.at < now) event.deleted = true;
  }

  append(id: string, events: readonly NewEvent[], at: number): void {
    const { log } = this.#session(id);
    for (const { kind, source, data, metadata } of events)
      log.push({ kind, source, data, metadata, at, deleted: false });
  }

  hasRoom(session: string, { operatorId, most }: Capacity): boolean {
    const open = this.openHandoff(session);
    if (open !== null && claimantOf(open) === operatorId) return true;
    let held = 0;
    for (const handoff of this.openHandoffs())
      if (handoff.sessionId !== session && claimantOf(handoff) === operatorId) held++;
    return held < most;
  }

  write(id: string, decision: Decision, at: number): void {
    const session = this.#session(id);
    this.append(id, decision.events, at);
    session.control = decision.control;
    const { handoff, facts } = decision;
    if (handoff === null || facts.length === 0) return;
    const known = session.handoffs.find(({ state }) => state.id === handoff.id);
    if (known === undefined) session.handoffs.push({ state: handoff, journal: [...facts] });
    else {
      known.state = handoff;
      known.journal.push(...facts);
    }
  }

  /** Of two timers that are due at once, that of the session that comes first. */
  earliestTimer(): { readonly handoff: HandoffState; readonly due: number } | null {
    let earliest: { readonly handoff: HandoffState; readonly due: number } | null = null;
    for (const handoff of this.openHandoffs()) {
      const timer = nextTimer(handoff.timers);
      if (timer !== null && timer.due < (earliest?.due ?? Infinity)) earliest = { handoff, due: timer.due };
    }
    return earliest;
  }

  #session(id: string): KeptSession {
    return this.sessions.get(id)!;
  }

  #kept(handoffId: string): KeptHandoff | null {
    for (const { handoffs } of this.sessions.values())
      for (const kept of handoffs) if (kept.state.id === handoffId) return kept;
    return null;
  }
}

/** Whom a handoff is held by or offered to. */
export function claimantOf({ stage, offer, operator }: HandoffState): string | null {
  if (isWaiting(stage)) return offer?.operator.id ?? null;
  return operator?.id ?? null;
}
