import { customerOf } from './history.ts';
import type { DeskSetup } from './history.ts';
import { isWaitingFor, newHandoff } from './naive-handoff.ts';
import type { NaiveHandoff, NaiveSession } from './naive-handoff.ts';
import { NaiveStaff } from './naive-staff.ts';

const SECOND = 1_000_000;

/** What happens to a handoff, whoever causes it. */
export class NaiveChanges {
  readonly staff: NaiveStaff;
  readonly sessions: NaiveSession[];

  constructor(setup: DeskSetup) {
    this.staff = new NaiveStaff(setup);
    this.sessions = setup.sessions.map((id) => newSession(id));
  }

  /** All open handoffs. */
  get open(): NaiveHandoff[] {
    return this.sessions.flatMap(({ handoffs }) => handoffs.filter(({ ended }) => !ended));
  }

  /** H6.2: who held a session of this customer last, if that ended within the window. */
  lastOperator(session: NaiveSession, window: number, at: number): { id: string; until: number } | null {
    const customer = customerOf(session.id);
    if (customer === 'guest' || window === 0) return null;
    const served = this.sessions
      .filter(({ id }) => customerOf(id) === customer)
      .flatMap(({ handoffs }) => handoffs)
      .filter(({ ended, servedBy }) => ended && servedBy !== null)
      .toSorted((a, b) => b.endedAt! - a.endedAt!);
    const until = (served[0]?.endedAt ?? -Infinity) + window * SECOND;
    return until >= at ? { id: served[0]!.servedBy!, until } : null;
  }

  transfer(open: NaiveHandoff, department: string, skills: readonly string[], at: number): void {
    if (!open.transitionSaid) this.enterQueue(open, at);
    Object.assign(open, {
      department,
      skills,
      policy: this.staff.policyOf(department),
      last: null,
      relaxed: [],
    });
    for (const set of [open.refused, open.silent, open.mayBeAskedAgain]) set.clear();
    open.transfers++;
    this.waitAgain(open, at);
  }

  /** Somebody who held it or was offered it has it no more; it waits at its old age. */
  waitAgain(open: NaiveHandoff, at: number): void {
    this.leaves(open, at);
    this.control(open, 'none');
    Object.assign(open, { stage: 'queued', waitingSince: at, warned: false, lateAt: null, toldAt: at });
  }

  enterQueue(open: NaiveHandoff, at: number): void {
    Object.assign(open, { stage: 'queued', transitionSaid: true, queuedAt: at, toldAt: at });
  }

  takenOver(session: NaiveSession, operator: string | null, at: number): void {
    const policy = this.staff.policyOf('support');
    const window = policy.stickySeconds;
    const last = this.lastOperator(session, window, at);
    const wish = { department: 'support', skills: [], language: null, policy, last, priority: 0 };
    const handoff = newHandoff(session.id, at, wish);
    handoff.transitionSaid = true;
    session.handoffs.push(handoff);
    this.come(handoff, operator, at);
  }

  come(open: NaiveHandoff, operator: string | null, at: number): void {
    if (!open.transitionSaid) this.enterQueue(open, at);
    const offeredToHim = open.offer !== null && open.offer.operator === operator;
    if (!offeredToHim) this.leaves(open, at);
    open.offer = null;
    Object.assign(open, { stage: 'active', holder: operator, servedBy: operator, since: at, lookedAt: at });
    open.acceptedAt ??= at;
    this.control(open, operator ?? 'outside');
    if (operator !== null && !offeredToHim) this.staff.busy(operator, at);
  }

  holdOn(open: NaiveHandoff, at: number): void {
    if (open.stage === 'returning') Object.assign(open, { stage: 'active', lookedAt: at, keptAt: at });
  }

  offer(open: NaiveHandoff, operator: string, at: number, direct: boolean): void {
    const until = at + open.policy.offerSeconds * SECOND;
    Object.assign(open, { stage: 'offered', offer: { operator, until, direct } });
    open.offeredAt ??= at;
    this.staff.busy(operator, at);
    if (open.policy.autoAccept) this.come(open, operator, at);
  }

  endOffer(open: NaiveHandoff, at: number): void {
    this.leaves(open, at);
    open.stage = 'queued';
  }

  end(open: NaiveHandoff, stage: string, at: number): void {
    this.leaves(open, at);
    this.control(open, 'ai');
    Object.assign(open, { stage, ended: true, endedAt: at });
  }

  /** Whoever had it has it no more. */
  leaves(open: NaiveHandoff, at: number): void {
    const who = open.offer?.operator ?? (isWaitingFor(open) ? null : open.holder);
    open.offer = null;
    if (who !== null) this.staff.busy(who, at);
    open.holder = null;
  }

  /** H2: the epoch rises with every change of who may speak. */
  control(open: NaiveHandoff, holder: string): void {
    const session = this.sessions.find(({ id }) => id === open.session)!;
    if (session.speaker !== holder) session.epoch++;
    session.speaker = holder;
  }

  /** He has this session already, or what else he holds and is offered leaves room for one more. */
  hasRoom(id: string, session: NaiveSession): boolean {
    if (session.handoffs.some((each) => !each.ended && has(each, id))) return true;
    const others = this.open.filter((each) => each.session !== session.id);
    return others.filter((each) => has(each, id)).length < this.staff.find(id)!.maxChats;
  }
}

export function newSession(id: string): NaiveSession {
  return { id, speaker: 'ai', epoch: 0, messages: [], handoffs: [] };
}

export function openOf({ handoffs }: NaiveSession): NaiveHandoff | null {
  const last = handoffs.at(-1);
  return last === undefined || last.ended ? null : last;
}

function has({ offer, holder, stage }: NaiveHandoff, operator: string): boolean {
  return (
    offer?.operator === operator || ((stage === 'active' || stage === 'returning') && holder === operator)
  );
}
