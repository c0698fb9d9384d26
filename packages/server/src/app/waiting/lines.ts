import type { DepartmentStatus } from '@baton/protocol';
import { isWaiting } from '../../core/handoff/handoff-state.ts';
import { Line } from '../../core/waiting/line.ts';
import type { InLine } from '../../core/waiting/line.ts';
import { NO_OUTLOOK } from '../../core/waiting/outlook.ts';
import type { Outlook } from '../../core/waiting/outlook.ts';
import type { HandoffChange, HandoffChanges } from '../handoff-changes.ts';
import type { LinesView, Waiting } from '../lines-view.ts';
import { formatTime } from '../../core/time.ts';

interface Standing extends InLine {
  readonly department: string;
}

/** Who waits where: kept from what happens to handoffs, so that no request counts a queue. */
export class Lines implements LinesView {
  readonly #lines = new Map<string, Line>();
  readonly #standing = new Map<string, Standing>();

  constructor(changes: HandoffChanges) {
    changes.subscribe((change) => this.#follow(change));
  }

  positionOf(handoffId: string): number | null {
    const standing = this.#standing.get(handoffId);
    return standing === undefined ? null : this.#lines.get(standing.department)!.ahead(standing) + 1;
  }

  outlookOf(waiting: Waiting, at: number): Outlook {
    const ahead = this.#line(waiting.requirements.department).ahead(waiting);
    return { ...NO_OUTLOOK, told: { at, position: ahead + 1, range: null } };
  }

  statusOf(departmentId: string, _at: number): DepartmentStatus {
    const line = this.#line(departmentId);
    return {
      department_id: departmentId,
      open: true,
      opens_utc: null,
      operators_present: 0,
      slots: 0,
      busy: 0,
      waiting: line.length,
      longest_wait_since_utc: line.first === null ? null : formatTime(line.first.requestedAt),
      wait: null,
    };
  }

  #follow(change: HandoffChange): void {
    if (change.type === 'deleted') return this.#leave(change.handoffId);
    const { handoff } = change;
    this.#leave(handoff.id);
    if (!isWaiting(handoff.stage)) return;
    const { id, priority, requestedAt } = handoff;
    const standing = { id, priority, requestedAt, department: handoff.requirements.department };
    this.#standing.set(id, standing);
    this.#line(standing.department).add(standing);
  }

  #leave(id: string): void {
    const standing = this.#standing.get(id);
    if (standing === undefined) return;
    this.#standing.delete(id);
    const line = this.#line(standing.department);
    line.remove(standing);
    if (line.length === 0) this.#lines.delete(standing.department);
  }

  #line(department: string): Line {
    const known = this.#lines.get(department);
    if (known !== undefined) return known;
    const line = new Line();
    this.#lines.set(department, line);
    return line;
  }
}
