import type { DepartmentStatus } from '@baton/protocol';
import { isHeld, isWaiting } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { JournalFact } from '../../core/handoff/journal-fact.ts';
import { formatTime } from '../../core/time.ts';
import { alternativesFor } from '../../core/waiting/alternatives.ts';
import { rangeOf } from '../../core/waiting/band-range.ts';
import type { WaitQuote } from '../../core/waiting/calibration.ts';
import { secondsBetween } from '../../core/waiting/decayed.ts';
import { followWait, trackOf } from '../../core/waiting/follow-wait.ts';
import type { WaitTrack } from '../../core/waiting/follow-wait.ts';
import type { InLine } from '../../core/waiting/line.ts';
import type { Outlook } from '../../core/waiting/outlook.ts';
import { quoteOf, waitBand } from '../../core/waiting/wait-band.ts';
import type { WaitBand } from '../../core/waiting/wait-band.ts';
import type { SessionStore } from '../../ports/session-store.ts';
import type { HandoffChange, HandoffChanges } from '../handoff-changes.ts';
import type { LinesView, Waiting } from '../lines-view.ts';
import type { StaffView } from '../staff/staff-view.ts';
import { DepartmentLine, placeOf } from './department-line.ts';
import { OperatorRoom } from './operator-room.ts';
import { readPast } from './read-past.ts';

/** An open handoff as the lines know it. */
interface Followed {
  readonly track: WaitTrack | null;
  /** Where it stands; null when it does not wait. */
  readonly place: (InLine & { readonly department: string }) | null;
  readonly offered: boolean;
  /** Who holds it or is offered it. */
  readonly operatorId: string | null;
}

const NOWHERE: Followed = { track: null, place: null, offered: false, operatorId: null };

/**
 * Who waits where, for whom, and for how long probably: kept from what happens to handoffs and to the staff, so that
 * no request counts a queue and no change looks at anybody whom it does not concern.
 */
export class Lines implements LinesView {
  readonly #staff: StaffView;
  readonly #lines = new Map<string, DepartmentLine>();
  readonly #followed = new Map<string, Followed>();
  readonly #room: OperatorRoom;

  constructor(changes: HandoffChanges, staff: StaffView) {
    this.#staff = staff;
    this.#room = new OperatorRoom(staff, (department, room, sign) =>
      this.#line(department).changeRoom(room, sign),
    );
    staff.subscribe((news) => {
      if (news.type === 'department-removed') this.#forgetIfIdle(news.id);
    });
    changes.subscribe((change) => this.#follow(change));
  }

  /** Takes up what the departments had learned before this process began. Once, before the changes are told. */
  async learn(sessions: SessionStore): Promise<void> {
    const ids = this.#staff.departments().map(({ id }) => id);
    for (const { department, event } of await readPast(sessions, ids)) this.#line(department).learn(event);
  }

  positionOf(handoffId: string): number | null {
    const place = this.#followed.get(handoffId)?.place ?? null;
    return place === null ? null : this.#line(place.department).ahead(place) + 1;
  }

  outlookOf(waiting: Waiting, at: number): Outlook {
    const { policy, requirements, waitingSince } = waiting;
    const hours = this.#staff.hoursOf(requirements.department);
    const place = placeOf(waiting);
    const line = this.#line(requirements.department);
    const suited = this.#suitedTo(waiting);
    const band = suited.here
      ? this.#bandFor(waiting, place, at)
      : ({ type: 'unknown', position: line.ahead(place) + 1, why: 'nobody-present' } as const);
    const { offers, why, opensAt, callbackFrom } = alternativesFor({
      at,
      requestedAt: waitingSince,
      serviceLevelSeconds: policy.serviceLevelSeconds,
      hours,
      band,
      offerable: { ...policy.offerable, ai: policy.offerable.ai && !needsPerson(waiting.reason) },
    });
    const closed = why === 'closed';
    return {
      told: { at, position: line.ahead(place) + 1, range: closed ? null : rangeOf(band) },
      quote: closed ? null : since(quoteOf(band), secondsBetween(waitingSince, at)),
      alternatives: offers,
      why,
      opensAt,
      zone: hours?.zone ?? null,
      callbackFrom,
      free: !closed && suited.free && line.aheadWithoutOffer(place) < line.slots - line.busy,
    };
  }

  statusOf(departmentId: string, at: number): DepartmentStatus {
    const line = this.#lines.get(departmentId) ?? new DepartmentLine();
    const open = this.#staff.isOpen(departmentId, at);
    const opensAt = open ? null : this.#staff.opensAt(departmentId, at);
    const state = line.stateAt(at);
    const range = open ? rangeOf(waitBand(state, line.length)) : null;
    const { answers, withinP50, withinP90 } = state.calibration;
    const share = (within: number): number => Math.round((within / answers) * 1000) / 1000;
    return {
      department_id: departmentId,
      open,
      opens_utc: opensAt === null ? null : formatTime(opensAt),
      operators_present: line.present,
      slots: line.slots,
      busy: line.busy,
      waiting: line.length,
      longest_wait_since_utc: line.oldestSince === null ? null : formatTime(line.oldestSince),
      wait: range,
      calibration:
        answers < 1
          ? null
          : { answers: Math.round(answers), within_p50: share(withinP50), within_p90: share(withinP90) },
    };
  }

  /** What only some can do waits for these: that colleagues of theirs are free is no help (H4.5). */
  #suitedTo({ requirements, relaxed, policy }: Waiting): { readonly here: boolean; readonly free: boolean } {
    const { department } = requirements;
    const skills = relaxed.includes('skills') ? [] : requirements.skills;
    const language = relaxed.includes('language') ? null : requirements.language;
    if (skills.length === 0 && language === null) return { here: true, free: true };
    const departments = relaxed.includes('department') ? [department, ...policy.overflow] : [department];
    return this.#room.suited({ departments, skills, language });
  }

  /** Where others help out already, somebody of theirs is as good as one of the department's own (H6.3). */
  #bandFor({ requirements, relaxed, policy }: Waiting, place: InLine, at: number): WaitBand {
    const line = this.#line(requirements.department);
    const band = waitBand(line.stateAt(at), line.aheadWithoutOffer(place));
    if (band.type === 'known' || band.why !== 'nobody-present' || !relaxed.includes('department'))
      return band;
    const helped = policy.overflow.some((id) => (this.#lines.get(id)?.slots ?? 0) > 0);
    return helped ? { ...band, why: 'too-little-seen' } : band;
  }

  #follow(change: HandoffChange): void {
    if (change.type === 'deleted') {
      const known = this.#followed.get(change.handoffId) ?? NOWHERE;
      this.#move(change.handoffId, known, NOWHERE);
      return;
    }
    const { handoff, facts } = change;
    const known = this.#followed.get(handoff.id) ?? NOWHERE;
    this.#move(handoff.id, known, {
      track: facts.length === 0 ? trackOf(handoff) : this.#learnFrom(known, facts, handoff),
      place: isWaiting(handoff.stage)
        ? { ...placeOf(handoff), department: handoff.requirements.department }
        : null,
      offered: handoff.offer !== null,
      operatorId:
        handoff.offer?.operator.id ?? (isHeld(handoff.stage) ? (handoff.operator?.id ?? null) : null),
    });
  }

  #learnFrom(known: Followed, facts: readonly JournalFact[], handoff: HandoffState): WaitTrack | null {
    let { track } = known;
    for (const fact of facts) {
      const step = followWait(track, fact);
      ({ track } = step);
      for (const { department, event } of step.events) {
        const line = this.#line(department);
        const overtakes = event.type === 'arrived' && line.overtakes(placeOf(handoff));
        line.learn(overtakes ? { ...event, overtakes } : event);
      }
    }
    return track;
  }

  /** From where it was known to be to where it is. */
  #move(id: string, from: Followed, to: Followed): void {
    // Most changes move nobody: a place in a long line is not given up to be taken again.
    const moves = !samePlace(from, to);
    if (moves && from.place !== null) this.#line(from.place.department).remove(from.place);
    if (moves && to.place !== null) this.#line(to.place.department).add(to.place, to.offered);
    if (from.operatorId !== to.operatorId) {
      if (from.operatorId !== null) this.#room.add(from.operatorId, -1);
      if (to.operatorId !== null) this.#room.add(to.operatorId, 1);
    }
    if (to.place === null && to.operatorId === null && to.track === null) this.#followed.delete(id);
    else this.#followed.set(id, to);
    if (from.place !== null) this.#forgetIfIdle(from.place.department);
  }

  #line(department: string): DepartmentLine {
    const known = this.#lines.get(department);
    if (known !== undefined) return known;
    const line = new DepartmentLine();
    this.#lines.set(department, line);
    return line;
  }

  /** A department that is no more keeps its line as long as somebody stands in it. */
  #forgetIfIdle(department: string): void {
    const line = this.#lines.get(department);
    if (line === undefined || line.length > 0 || line.present > 0) return;
    if (this.#staff.department(department) === null) this.#lines.delete(department);
  }
}

function samePlace(a: Followed, b: Followed): boolean {
  if (a.place === null || b.place === null) return a.place === b.place;
  return (
    a.offered === b.offered &&
    a.place.department === b.place.department &&
    a.place.priority === b.place.priority &&
    a.place.requestedAt === b.place.requestedAt
  );
}

/** The company has decided that a person has to see to it: going on with the AI is no choice then. */
function needsPerson(reason: string): boolean {
  return reason === 'policy_required' || reason === 'sensitive_topic';
}

/** An estimate of what is left, as one of the whole wait. */
function since(quote: WaitQuote | null, seconds: number): WaitQuote | null {
  return quote === null ? null : { ...quote, p50: quote.p50 + seconds, p90: quote.p90 + seconds };
}
