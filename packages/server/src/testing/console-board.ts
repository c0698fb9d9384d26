import type { Handoff, StreamFrame } from '@baton/protocol';
import { OPEN_STAGES } from '@baton/protocol';
import type { FeedFrame } from '../app/console-feed.ts';

const HOUR = 3_600_000;

/** What a console shows that follows the stream: the handoffs by id, and the events that came of each session. */
export class ConsoleBoard {
  readonly handoffs: Map<string, Handoff> = new Map();
  readonly seen: Map<string, Set<number>> = new Map();
  readonly faults: string[] = [];
  cursor: string | null = null;

  apply(frames: readonly FeedFrame[]): void {
    for (const frame of frames) {
      this.cursor = frame.id;
      this.#apply(JSON.parse(frame.data) as StreamFrame);
    }
  }

  #apply(frame: StreamFrame): void {
    switch (frame.type) {
      case 'snapshot':
        this.handoffs.clear();
        this.seen.clear();
        for (const handoff of frame.handoffs) this.handoffs.set(handoff.id, handoff);
        return;
      case 'handoff':
        this.handoffs.set(frame.handoff.id, frame.handoff);
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

  /** In what it differs from a board that was loaded now; places in the queue are those of its own order. */
  differences(fresh: ConsoleBoard, nowUtc: number): string[] {
    const mine = placed(this.handoffs);
    const other = placed(fresh.handoffs);
    const different: string[] = [];
    for (const [id, handoff] of other) {
      if (mine.get(id) !== handoff)
        different.push(`handoff ${id} is shown as ${mine.get(id)}, it is ${handoff}`);
    }
    for (const [id, handoff] of this.handoffs) {
      if (other.has(id)) continue;
      const ended = handoff.ended_utc === null ? Infinity : Date.parse(handoff.ended_utc);
      if (ended > nowUtc - HOUR) different.push(`handoff ${id} is shown but not there any more`);
    }
    return [...different, ...this.faults];
  }
}

/** Handoffs as text, each with its place by priority and age instead of the one it was sent with. */
function placed(handoffs: ReadonlyMap<string, Handoff>): Map<string, string> {
  const waiting = [...handoffs.values()]
    .filter(({ stage }) => isOpenStage(stage) && stage !== 'active')
    .toSorted(
      (a, b) => b.priority - a.priority || compare(a.requested_utc, b.requested_utc) || compare(a.id, b.id),
    );
  const places = new Map(waiting.map((handoff, index) => [handoff.id, index + 1]));
  return new Map(
    [...handoffs].map(([id, handoff]) => [
      id,
      JSON.stringify({ ...handoff, position: places.get(id) ?? null }),
    ]),
  );
}

function isOpenStage(stage: string): boolean {
  return (OPEN_STAGES as readonly string[]).includes(stage);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
