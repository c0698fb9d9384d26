import type { DeskSetup, Step } from './history.ts';
import { NaiveChanges, newSession, openOf } from './naive-changes.ts';
import type { NaiveStaff } from './naive-staff.ts';
import type { StaffNews } from './naive-staff.ts';
import { candidatesFor, duesOf, isWaitingFor, newHandoff, openSteps } from './naive-handoff.ts';
import type { NaiveHandoff, NaiveSession } from './naive-handoff.ts';

/*
 * The desk as docs/handoff.md and docs/desk.md tell it, done in the most plain way: lists that are looked through from
 * end to end, nothing kept that can be counted. It shares no code with the desk and knows no journal, no index and no
 * timer table; what it says is what the desk has to do.
 */

const SECOND = 1_000_000;

export class NaiveDesk {
  readonly #changes: NaiveChanges;

  constructor(setup: DeskSetup) {
    this.#changes = new NaiveChanges(setup);
  }

  get staff(): NaiveStaff {
    return this.#changes.staff;
  }

  get sessions(): readonly NaiveSession[] {
    return this.#changes.sessions;
  }

  get open(): readonly NaiveHandoff[] {
    return this.#changes.open;
  }

  /** `from`: since when events are deleted, for a step that deletes some. */
  play(step: Step, at: number, from: number | null): string {
    const session = this.sessions.find(({ id }) => id === step.session)!;
    const outcome =
      this.#byCustomer(step, session, at) ??
      this.#byMachine(step, session, at, from) ??
      this.#byOperator(step, session, at) ??
      this.#ofStaff(step, at);
    this.#tidy(at);
    return outcome;
  }

  nextDue(): number | null {
    const times = [
      ...this.open.map((each) => duesOf(each)[0]!.due),
      ...this.staff.dues().map(({ due }) => due),
    ];
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Whether several things are due at once that do not concern one handoff, or leases, alone. */
  isTie(due: number): boolean {
    const handoffs = this.open.filter((each) => duesOf(each)[0]!.due <= due).length;
    const leases = this.staff.dues().some((each) => each.due <= due) ? 1 : 0;
    return handoffs + leases > 1;
  }

  /** When the next sticky window ends, of one that is asked for or could be. */
  nextWindow(at: number): number | null {
    const ends = this.sessions
      .flatMap(({ handoffs }) => handoffs)
      .flatMap(({ last, ended, endedAt, policy }) => [
        last?.until ?? 0,
        ended ? endedAt! + policy.stickySeconds * SECOND : 0,
      ])
      .filter((until) => until > at + 1);
    return ends.length === 0 ? null : Math.min(...ends);
  }

  fireNext(at: number): void {
    const lease = this.staff.dues().toSorted((a, b) => a.due - b.due)[0];
    const timers = this.open.map((handoff) => ({ handoff, ...duesOf(handoff)[0]! }));
    const timer = timers.toSorted((a, b) => a.due - b.due)[0];
    if (lease !== undefined && lease.due <= (timer?.due ?? Infinity))
      this.#hear(this.staff.fire(lease.id, at), at);
    else if (timer !== undefined) this.#fire(timer.handoff, timer.name, at);
    this.#tidy(at);
  }

  /** H6.1, H6.2: the whole queue in order, each to the best of all operators. */
  settle(at: number): void {
    const queue = this.open.filter(({ stage }) => stage === 'queued').toSorted(inOrder);
    for (const handoff of queue) {
      const [best] = candidatesFor(handoff, this.staff.operators, this.open, at);
      if (best !== undefined) this.#changes.offer(handoff, best.id, at, false);
    }
  }

  /** Requests that wait while somebody is there for them. */
  leftWaiting(at: number): string[] {
    return this.open
      .filter(({ stage }) => stage === 'queued')
      .filter((each) => candidatesFor(each, this.staff.operators, this.open, at).length > 0)
      .map(({ id }) => id);
  }

  /** Whether an operator, as far as his room goes, could take one that waits. */
  couldTake(operatorId: string, handoffId: string, at: number): boolean {
    const handoff = this.open.find(({ id }) => id === handoffId);
    const operator = this.staff.find(operatorId);
    if (handoff === undefined || operator === null) return false;
    return candidatesFor(handoff, [{ ...operator, maxChats: Infinity }], [], at).length > 0;
  }

  /** Nothing more will happen by itself but looking at chats that nobody wants to be given back. */
  get isAtRest(): boolean {
    const kept = ({ stage, policy, promises }: NaiveHandoff): boolean =>
      stage === 'active' && (policy.idleReturnSeconds === null || promises.length > 0);
    return this.staff.dues().length === 0 && this.open.every(kept);
  }

  restart(at: number): void {
    this.staff.restart(at, this.open);
  }

  #byCustomer(step: Step, session: NaiveSession, at: number): string | null {
    const open = openOf(session);
    switch (step.do) {
      case 'ask':
        return this.#ask(step, session, at);
      case 'ai says that somebody comes':
        if (open === null || open.transitionSaid) return 'nothing';
        this.#changes.enterQueue(open, at);
        return 'done';
      case 'customer writes':
        session.messages.push(at);
        return 'done';
      case 'withdraw':
        return this.#endWaiting(open, 'withdrawn', at);
      case 'callback':
      case 'email':
        return this.#endWaiting(open, step.do, at);
      case 'leave':
        if (open === null) return 'wrong-stage';
        this.#changes.end(open, 'abandoned', at);
        return 'done';
      case 'rate': {
        const last = session.handoffs.at(-1);
        if (last === undefined) return 'nothing';
        return ['resolved', 'returned', 'abandoned', 'callback', 'email'].includes(last.stage)
          ? 'done'
          : 'wrong-stage';
      }
      default:
        return null;
    }
  }

  #byMachine(step: Step, session: NaiveSession, at: number, from: number | null): string | null {
    const open = openOf(session);
    switch (step.do) {
      case 'manual':
        if (open === null) this.#changes.takenOver(session, null, at);
        return 'done';
      case 'auto':
        if (open !== null) this.#changes.end(open, isWaitingFor(open) ? 'withdrawn' : 'returned', at);
        return 'done';
      case 'outside writes':
        return this.#write(session, null, true, at);
      case 'delete events':
        if (from !== null) session.messages = session.messages.filter((message) => message < from);
        if (open !== null && from !== null && open.age >= from) this.#changes.end(open, 'failed', at);
        return 'done';
      case 'delete session': {
        if (open !== null) this.#changes.leaves(open, at);
        this.#changes.sessions[this.sessions.indexOf(session)] = newSession(session.id);
        return 'done';
      }
      case 'restart':
        this.restart(at);
        return 'done';
      default:
        return null;
    }
  }

  #byOperator(step: Step, session: NaiveSession, at: number): string | null {
    const operator = this.staff.find(step.operator);
    if (operator === null) return null;
    const open = openOf(session);
    const { id, lead } = operator;
    switch (step.do) {
      case 'accept':
        return this.#accept(session, id, at);
      case 'decline':
        if (session.handoffs.length === 0) return 'nothing';
        if (open?.offer?.operator !== id) return 'not-offered';
        this.#changes.endOffer(open, at);
        open.refused.add(id);
        open.silent.delete(id);
        open.mayBeAskedAgain.delete(id);
        return 'done';
      case 'take over':
        if (open === null) this.#changes.takenOver(session, id, at);
        else if (isWaitingFor(open)) this.#changes.come(open, id, at);
        else if (open.holder === id) this.#changes.holdOn(open, at);
        else if (open.holder !== null && !(lead && step.force)) return 'already-held';
        else this.#changes.come(open, id, at);
        return 'done';
      case 'write':
        return this.#write(session, id, lead && step.force, at);
      case 'behalf':
        if (open !== null && (isWaitingFor(open) || open.holder !== id)) return 'not-holder';
        session.messages.push(at);
        return 'done';
      case 'keep':
        return this.#holders(session, id, lead, 'keep', at);
      case 'resolve':
      case 'return':
        if (open !== null && isWaitingFor(open)) return 'wrong-stage';
        return this.#holders(session, id, lead, step.do, at, step.keepCommitments);
      case 'note':
        return session.handoffs.length === 0 ? 'nothing' : 'done';
      case 'commit':
        if (session.handoffs.length === 0) return 'nothing';
        if (open === null) return 'wrong-stage';
        if (!isWaitingFor(open) && open.holder !== null && open.holder !== id && !lead) return 'not-holder';
        open.promises.push(id);
        return 'done';
      case 'settle': {
        const last = session.handoffs.at(-1);
        const [author] = last?.promises ?? [];
        if (last === undefined || author === undefined) return 'nothing';
        const holds = open === last && !isWaitingFor(open) && open.holder === id;
        if (author !== id && !holds && !lead) return 'not-holder';
        last.promises.shift();
        return 'done';
      }
      case 'prioritise':
        if (session.handoffs.length === 0) return 'nothing';
        if (!lead) return 'forbidden';
        if (open === null) return 'wrong-stage';
        open.priority = step.priority;
        return 'done';
      case 'offer':
      case 'pass to operator':
      case 'pass to department':
        return open === null ? 'nothing' : this.#pass(step, open, { id, lead }, at);
      default:
        return null;
    }
  }

  #ofStaff(step: Step, at: number): string {
    const news = this.staff.play(step, at);
    if (news === null) return 'nothing';
    this.#hear(news, at);
    return 'done';
  }

  #ask(step: Extract<Step, { do: 'ask' }>, session: NaiveSession, at: number): string {
    const open = openOf(session);
    if (open !== null) {
      open.priority = Math.max(open.priority, step.priority);
      if (step.by === 'desk' && !open.transitionSaid) this.#changes.enterQueue(open, at);
      return 'done';
    }
    const { wish } = step;
    const known = wish.department !== null && this.staff.hasDepartment(wish.department);
    const department = known ? wish.department : 'support';
    const handoff = newHandoff(session.id, at, {
      department,
      skills: wish.skills,
      language: wish.language,
      policy: this.staff.policyOf(department),
      last: this.#changes.lastOperator(session, this.staff.policyOf(department).stickySeconds, at),
      priority: step.priority,
    });
    session.handoffs.push(handoff);
    this.#changes.control(handoff, 'none');
    if (step.by === 'desk') this.#changes.enterQueue(handoff, at);
    return 'done';
  }

  #accept(session: NaiveSession, id: string, at: number): string {
    const last = session.handoffs.at(-1);
    if (last === undefined) return 'nothing';
    if (last.ended) return 'wrong-stage';
    if (!isWaitingFor(last)) {
      if (last.holder !== id) return 'already-held';
      this.#changes.holdOn(last, at);
      return 'done';
    }
    const operator = this.staff.find(id)!;
    if (last.offer?.operator !== id) {
      // His own click: whether he declined it before or is here does not matter.
      const asked = { ...last, refused: new Set<string>(), silent: new Set<string>() };
      const clicking = { ...operator, present: true, maxChats: Infinity };
      if (candidatesFor(asked, [clicking], [], at).length === 0) return 'not-suited';
      if (last.offer !== null) return 'offered-elsewhere';
    }
    if (!this.#changes.hasRoom(id, session)) return 'over-capacity';
    this.#changes.come(last, id, at);
    return 'done';
  }

  #write(session: NaiveSession, author: string | null, mayTake: boolean, at: number): string {
    const open = openOf(session);
    if (open === null) this.#changes.takenOver(session, author, at);
    else if (isWaitingFor(open)) this.#changes.come(open, author, at);
    else if (open.holder === author) this.#changes.holdOn(open, at);
    else if (open.holder !== null && !mayTake) return 'not-holder';
    else this.#changes.come(open, author, at);
    session.messages.push(at);
    const now = openOf(session)!;
    now.firstWordAt ??= at;
    return 'done';
  }

  /** What only the holder may do, or a lead. */
  #holders(
    session: NaiveSession,
    id: string,
    lead: boolean,
    what: 'keep' | 'resolve' | 'return',
    at: number,
    keepPromises = false,
  ): string {
    const last = session.handoffs.at(-1);
    if (last === undefined) return 'nothing';
    if (last.ended) return 'wrong-stage';
    if (what === 'keep' && last.stage !== 'returning') return 'wrong-stage';
    if (last.holder !== null && last.holder !== id && !lead) return 'not-holder';
    if (what === 'keep') {
      this.#changes.holdOn(last, at);
      return 'done';
    }
    if (last.promises.length > 0 && !keepPromises) return 'commitment-open';
    this.#changes.end(last, what === 'resolve' ? 'resolved' : 'returned', at);
    return 'done';
  }

  #pass(
    step: Extract<Step, { do: 'offer' | 'pass to operator' | 'pass to department' }>,
    open: NaiveHandoff,
    by: { id: string; lead: boolean },
    at: number,
  ): string {
    const to = step.do === 'pass to department' ? null : this.staff.find(step.to);
    if (step.do === 'pass to department' ? !this.staff.hasDepartment(step.to) : to === null) return 'nothing';
    if (to !== null && !to.present) return 'not-present';
    if (to !== null && !isWaitingFor(open) && open.holder === to.id) return 'already-held';
    const room =
      to === null ||
      this.#changes.hasRoom(
        to.id,
        this.sessions.find(({ id }) => id === open.session)!,
      );
    if (step.do === 'offer') {
      if (open.stage !== 'queued') return 'wrong-stage';
      if (!room) return 'over-capacity';
      this.#changes.offer(open, to!.id, at, true);
      return 'done';
    }
    if (!isWaitingFor(open) && open.holder !== null && open.holder !== by.id && !by.lead) return 'not-holder';
    if (!room) return 'over-capacity';
    let { department } = open;
    if (to === null) department = step.to;
    else if (!to.departments.includes(department)) department = to.departments[0] ?? department;
    const before = open.offer?.operator === to?.id ? to?.idleSince : undefined;
    this.#changes.transfer(open, department, department === open.department ? open.skills : [], at);
    if (to !== null) this.#changes.offer(open, to.id, at, true);
    // Who is offered it already is not given anything.
    if (to !== null && before !== undefined) to.idleSince = before;
    return 'done';
  }

  #endWaiting(open: NaiveHandoff | null, stage: string, at: number): string {
    if (open === null || !isWaitingFor(open)) return 'wrong-stage';
    this.#changes.end(open, stage, at);
    return 'done';
  }

  #fire(open: NaiveHandoff, name: string, at: number): void {
    const session = this.sessions.find(({ id }) => id === open.session)!;
    const lastSign = Math.max(open.since, ...session.messages);
    const { idleReturnSeconds, returnNoticeSeconds } = open.policy;
    switch (name) {
      case 'transition':
        return this.#changes.enterQueue(open, at);
      case 'offer': {
        const { operator } = open.offer!;
        this.#changes.endOffer(open, at);
        // What he did last counts.
        open.refused.delete(operator);
        open.silent.add(operator);
        open.mayBeAskedAgain.delete(operator);
        return;
      }
      case 'relax':
        open.relaxed = [...open.relaxed, openSteps(open)[0]!.kind];
        return;
      case 'near':
        open.warned = true;
        return;
      case 'service-level':
      case 'reminder':
        open.lateAt = at;
        for (const id of open.silent) open.mayBeAskedAgain.add(id);
        open.silent.clear();
        return;
      case 'tell':
        open.toldAt = at;
        return;
      case 'give-up':
        return this.#changes.end(open, 'failed', at);
      case 'idle':
        if (
          idleReturnSeconds === null ||
          at < Math.max(lastSign, open.keptAt) + idleReturnSeconds * SECOND ||
          open.promises.length > 0
        )
          open.lookedAt = at;
        else Object.assign(open, { stage: 'returning', returnsAt: at + returnNoticeSeconds * SECOND });
        return;
      case 'return':
        if (open.returnsAt - returnNoticeSeconds * SECOND < lastSign || open.promises.length > 0)
          return this.#changes.holdOn(open, at);
        return this.#changes.end(open, 'returned', at);
      default:
        throw new Error(`there is no timer ${name}`);
    }
  }

  /** H6.6: whose grace period is over, or who has been deleted, holds nothing any more. */
  #hear(news: readonly StaffNews[], at: number): void {
    for (const { id } of news) {
      for (const each of this.open) {
        if (isWaitingFor(each) || each.holder !== id) continue;
        each.requeues++;
        this.#changes.waitAgain(each, at);
      }
    }
  }

  /** What cannot stay: a queue that is no more, an offer to somebody who has gone or is not suited any more. */
  #tidy(at: number): void {
    for (const each of this.open.filter(isWaitingFor)) {
      if (!this.staff.hasDepartment(each.department)) this.#changes.transfer(each, 'support', [], at);
      if (each.offer === null) continue;
      const operator = this.staff.find(each.offer.operator);
      const unlimited = operator === null ? [] : [{ ...operator, present: true, maxChats: Infinity }];
      const suited = each.offer.direct || candidatesFor(each, unlimited, [], at).length > 0;
      if (operator?.present !== true || !suited) this.#changes.endOffer(each, at);
    }
  }
}

/** H6.1: the higher priority, then the older request. */
function inOrder(a: NaiveHandoff, b: NaiveHandoff): number {
  return b.priority - a.priority || a.age - b.age;
}
