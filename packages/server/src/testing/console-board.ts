import type { Alert, DepartmentStatus, Handoff, Operator, StreamFrame } from '@baton/protocol';
import { OPEN_STAGES } from '@baton/protocol';
import type { FeedPage } from '../app/feed/frame-window.ts';

const HOUR = 3_600_000;

/** What a console shows that follows the stream. */
export class ConsoleBoard {
  readonly handoffs: Map<string, Handoff> = new Map();
  /** Offsets that came of each session. */
  readonly seen: Map<string, Set<number>> = new Map();
  readonly operators: Map<string, Operator> = new Map();
  readonly departments: Map<string, DepartmentStatus> = new Map();
  readonly alerts: Map<string, Alert> = new Map();
  readonly faults: string[] = [];
  cursor: string | null = null;

  apply({ frames, cursor }: FeedPage): void {
    this.cursor = cursor;
    for (const frame of frames) this.#apply(JSON.parse(frame.data) as StreamFrame);
  }

  #apply(frame: StreamFrame): void {
    switch (frame.type) {
      case 'snapshot':
        this.#begin(frame);
        return;
      case 'handoff':
        this.handoffs.set(frame.handoff.id, frame.handoff);
        return;
      case 'handoff-gone':
        this.handoffs.delete(frame.handoff_id);
        return;
      case 'operator':
        if (frame.removed === true) this.operators.delete(frame.operator.id);
        else this.operators.set(frame.operator.id, frame.operator);
        return;
      case 'department':
        this.departments.set(frame.status.department_id, frame.status);
        return;
      case 'alert':
        this.alerts.set(frame.alert.id, frame.alert);
        return;
      case 'follow-up':
      case 'assist':
        return;
      case 'session-event': {
        const seen = this.seen.get(frame.session_id) ?? new Set();
        this.seen.set(frame.session_id, seen.add(frame.event.offset));
        return;
      }
      case 'end':
        this.faults.push(`the stream ended: ${frame.reason}`);
    }
  }

  #begin(frame: Extract<StreamFrame, { type: 'snapshot' }>): void {
    this.seen.clear();
    this.alerts.clear();
    this.#fill(this.handoffs, frame.handoffs, ({ id }) => id);
    this.#fill(this.operators, frame.operators, ({ id }) => id);
    this.#fill(this.departments, frame.departments, (status) => status.department_id);
    for (const alert of frame.alerts) this.alerts.set(alert.id, alert);
  }

  #fill<T>(map: Map<string, T>, values: readonly T[], idOf: (value: T) => string): void {
    map.clear();
    for (const value of values) map.set(idOf(value), value);
  }

  /**
   * In what it differs from a board that was loaded now; places in the queue are those of its own order. It may know
   * more than `head` of a kind, of which a board that is loaded shows the first.
   */
  differences(fresh: ConsoleBoard, nowUtc: number, head: number = Infinity): string[] {
    const places = head === Infinity;
    const mine = placed(this.handoffs, places);
    const other = placed(fresh.handoffs, places);
    const different: string[] = [];
    for (const [id, handoff] of other) {
      if (mine.get(id) !== handoff)
        different.push(`handoff ${id} is shown as ${mine.get(id)}, it is ${handoff}`);
    }
    for (const [id, handoff] of this.handoffs) {
      if (other.has(id)) continue;
      const ended = handoff.ended_utc === null ? Infinity : Date.parse(handoff.ended_utc);
      if (ended > nowUtc - HOUR && fresh.handoffs.size < head)
        different.push(`handoff ${id} is shown but not there any more`);
    }
    if (staffText(this) !== staffText(fresh))
      different.push(`the staff is shown as ${staffText(this)}, it is ${staffText(fresh)}`);
    return [...different, ...this.faults];
  }
}

/** Handoffs as text, each with its place by priority and age instead of the one it was sent with. */
function placed(handoffs: ReadonlyMap<string, Handoff>, withPlaces: boolean): Map<string, string> {
  const waiting = [...handoffs.values()]
    .filter(({ stage }) => isOpenStage(stage) && stage !== 'active')
    .toSorted(
      (a, b) => b.priority - a.priority || compare(a.requested_utc, b.requested_utc) || compare(a.id, b.id),
    );
  const places = new Map(waiting.map((handoff, index) => [handoff.id, index + 1]));
  return new Map(
    [...handoffs].map(([id, handoff]) => [
      id,
      JSON.stringify({ ...handoff, position: withPlaces ? (places.get(id) ?? null) : null }),
    ]),
  );
}

/** Operators and departments, without the times up to which leases run. */
function staffText({ operators, departments }: ConsoleBoard): string {
  const staff = [...operators.values()].map(({ id, lead, departments: where, presence }) =>
    [id, lead, where.join('+'), presence.status].join(' '),
  );
  const lines = [...departments.values()].map(({ department_id, waiting }) => `${department_id}: ${waiting}`);
  return [...staff.toSorted(), ...lines.toSorted()].join('; ');
}

function isOpenStage(stage: string): boolean {
  return (OPEN_STAGES as readonly string[]).includes(stage);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
