import type { JsonObject } from '@baton/protocol';
import type { Control } from '../../core/control.ts';
import { addNote, commit, keep, rate, settleCommitment } from '../../core/handoff/keep-record.ts';
import { askForPerson, sayTransitionAsAi } from '../../core/handoff/ask-for-person.ts';
import { refuse } from '../../core/handoff/decision.ts';
import type { Decision, Desk, Moment, Refusal } from '../../core/handoff/decision.ts';
import { fireTimer } from '../../core/handoff/fire-timer.ts';
import { isWaiting, openCommitments } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import {
  chooseContact,
  deleteFromLog,
  leave,
  resolve,
  returnFromOutside,
  returnToAi,
  withdraw,
} from '../../core/handoff/leave.ts';
import { prioritise, transfer } from '../../core/handoff/move.ts';
import { endOffer, makeOffer } from '../../core/handoff/offer.ts';
import {
  accept,
  takeOver,
  takeOverFromOutside,
  writeAsPerson,
  writeOnBehalf,
} from '../../core/handoff/take-control.ts';
import { refuseUnsuited } from '../../app/may-take.ts';
import type { OperatorRecord } from '../../ports/desk-store.ts';
import { makeMessage, makeOpening, TRACE } from '../make.ts';
import type { DeskView } from './compare-desks.ts';
import { customerOf } from './history.ts';
import type { DeskSetup, Step, Wish } from './history.ts';
import { MemoryDispatcher, roomOf } from './memory-dispatcher.ts';
import type { Decide } from './memory-dispatcher.ts';
import { MemoryLogs } from './memory-logs.ts';
import type { Capacity } from './memory-logs.ts';
import { MemoryStaff } from './memory-staff.ts';

const SECOND = 1_000_000;
export const AI_SAYS = 'Somebody will be with you in a moment.';

/**
 * The desk's own decisions and routing, put together without a store, a clock or a loop of events: what happens is
 * carried out where it stands, so that a hundred thousand histories can be played. It stands for `changeDesk`,
 * `HandoffTimers`, `Staff` and `Dispatcher`; the whole server plays fewer of them (server-desk.ts).
 */
export class DeskInMemory implements DeskView {
  readonly logs: MemoryLogs;
  readonly staff: MemoryStaff;
  #dispatcher: MemoryDispatcher;

  constructor(setup: DeskSetup) {
    this.logs = new MemoryLogs(setup.sessions);
    this.staff = new MemoryStaff(setup);
    this.#dispatcher = this.#startDispatcher(0);
  }

  control(sessionId: string): Control {
    return this.logs.control(sessionId);
  }

  lastHandoff(sessionId: string): HandoffState | null {
    return this.logs.lastHandoff(sessionId);
  }

  declinedOf(handoff: HandoffState): readonly string[] {
    return this.#dispatcher.declinedOf(handoff);
  }

  get dispatcher(): MemoryDispatcher {
    return this.#dispatcher;
  }

  /** What has come of it: `done`, `nothing`, or the code of a refusal. */
  play(step: Step, at: number): string {
    const outcome = this.#play(step, at);
    this.#dispatcher.act(at);
    return outcome;
  }

  /** When something happens by itself next; null: never. */
  nextDue(): number | null {
    const times = [this.logs.earliestTimer()?.due ?? null, this.staff.nextDue()].filter(
      (due) => due !== null,
    );
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Carries out the earliest thing that is due. Of two at once, what concerns presence comes first. */
  fireNext(at: number): void {
    const timer = this.logs.earliestTimer();
    const leaseDue = this.staff.nextDue();
    if (leaseDue !== null && leaseDue <= (timer?.due ?? Infinity))
      this.#dispatcher.followStaff(this.staff.fireNext(at), at);
    else if (timer !== null) this.#fireTimer(timer.handoff, at);
    this.#dispatcher.act(at);
  }

  #fireTimer(handoff: HandoffState, at: number): void {
    this.#change(handoff.sessionId, at, (desk, moment) =>
      fireTimer(
        desk,
        { customerWaiting: false, lastMessageAt: this.logs.lastMessageAt(handoff.sessionId) },
        moment,
      ),
    );
  }

  #play(step: Step, at: number): string {
    const { session } = step;
    switch (step.do) {
      case 'ask':
        return this.#write(session, at, (desk, moment) => {
          const opening = this.#opening(session, step.wish, step.priority, at);
          const transition =
            step.by === 'ai' ? ({ by: 'ai' } as const) : ({ by: 'desk', text: null } as const);
          return askForPerson(desk, { opening, transition }, moment);
        });
      case 'ai says that somebody comes':
        return this.#write(session, at, (desk, moment) =>
          sayTransitionAsAi(desk, makeMessage('ai_agent', AI_SAYS), moment),
        );
      case 'customer writes':
        this.logs.append(session, [makeMessage('customer', 'Hello?')], at);
        return 'done';
      case 'withdraw':
        return this.#write(session, at, withdraw);
      case 'callback':
      case 'email':
        return this.#write(session, at, (desk, moment) =>
          chooseContact(desk, { kind: step.do as 'callback', address: 'a@b.c', callAt: null }, moment),
        );
      case 'leave':
        return this.#write(session, at, leave);
      case 'rate':
        return this.#change(session, at, (desk, moment) => rate(desk, { score: 4, comment: null }, moment));
      case 'manual':
        return this.#write(session, at, (desk, moment) =>
          takeOverFromOutside(desk, this.#opening(session, null, 0, at), moment),
        );
      case 'auto':
        return this.#write(session, at, returnFromOutside);
      case 'outside writes':
        return this.#writeAs(null, step, at);
      case 'delete events':
        return this.#deleteEvents(session, step.share, at);
      case 'delete session':
        return this.#deleteSession(session, at);
      case 'restart':
        // All that was in the process's memory is lost.
        this.staff.restart(at);
        this.#dispatcher = this.#startDispatcher(at);
        return 'done';
      default:
        return this.#byOperator(step, at) ?? this.#ofStaff(step, at);
    }
  }

  #byOperator(step: Step, at: number): string | null {
    const { session } = step;
    const record = this.staff.operator(step.operator)?.record ?? null;
    const operator = record === null ? null : { id: record.id, name: record.name };
    const lead = record?.lead ?? false;
    if (operator === null || record === null) return null;
    switch (step.do) {
      case 'accept':
        return this.#change(
          session,
          at,
          (desk, moment) => {
            const { handoff } = desk;
            const picks = isWaiting(handoff.stage) && handoff.offer?.operator.id !== operator.id;
            return (
              (picks ? refuseUnsuited(record, handoff) : null) ?? accept(handoff, desk, operator, moment)
            );
          },
          roomOf(record),
        );
      case 'decline':
        return this.#change(session, at, (desk, moment) =>
          endOffer(desk, { operatorId: operator.id, why: 'declined' }, moment),
        );
      case 'keep':
        return this.#change(session, at, (desk, moment) => keep(desk, { operator, lead }, moment));
      case 'note':
        return this.#change(session, at, (desk, moment) =>
          addNote(desk, { author: operator, text: 'n' }, moment),
        );
      case 'commit':
        return this.#change(session, at, (desk, moment) =>
          commit(desk, { id: `p${at}`, text: 'a refund', due: null, author: operator, lead }, moment),
        );
      case 'settle':
        return this.#change(session, at, (desk, moment) => {
          const id = openCommitments(desk.handoff)[0]?.id ?? 'none';
          return settleCommitment(desk, { id, by: operator, lead }, moment);
        });
      case 'behalf':
        return this.#write(session, at, (desk, moment) =>
          writeOnBehalf(desk, operator, makeMessage('human_agent_on_behalf_of_ai_agent', 'Yes.'), moment),
        );
      case 'take over': {
        const opening = this.#opening(session, null, 0, at);
        return this.#write(session, at, (desk, moment) =>
          takeOver(desk, { operator, opening, force: lead && step.force }, moment),
        );
      }
      case 'write':
        return this.#writeAs(record, step, at);
      case 'resolve': {
        const leaving = { operator, lead, outcome: null, keepCommitments: step.keepCommitments };
        return this.#change(session, at, (desk, moment) =>
          resolve(desk, { ...leaving, disposition: 'solved' }, moment),
        );
      }
      case 'return': {
        const leaving = { operator, lead, outcome: null, keepCommitments: step.keepCommitments };
        return this.#change(session, at, (desk, moment) => returnToAi(desk, leaving, moment));
      }
      case 'prioritise': {
        const command = { by: operator, priority: step.priority };
        return this.#change(session, at, (desk, moment) =>
          lead ? prioritise(desk.handoff, desk, command, moment) : refuse('forbidden', 'He is no lead.'),
        );
      }
      case 'offer':
      case 'pass to operator':
      case 'pass to department':
        return this.#pass(step, record, at);
      default:
        return null;
    }
  }

  #pass(
    step: Extract<Step, { do: 'offer' | 'pass to operator' | 'pass to department' }>,
    by: OperatorRecord,
    at: number,
  ): string {
    const { session } = step;
    const open = this.logs.openHandoff(session);
    if (open === null) return 'nothing';
    const toDepartment = step.do === 'pass to department';
    const target = toDepartment ? null : (this.staff.operator(step.to)?.record ?? null);
    if (toDepartment ? this.staff.department(step.to) === null : target === null) return 'nothing';
    if (target !== null && !this.staff.isPresent(target.id)) return 'not-present';
    if (target !== null && !isWaiting(open.stage) && open.operator?.id === target.id) return 'already-held';
    const to = target === null ? null : { id: target.id, name: target.name };
    const room = target === null ? null : roomOf(target);
    if (step.do === 'offer')
      return this.#change(session, at, (desk, moment) => makeOffer(desk, to!, moment, true), room);
    const was = open.requirements;
    const department =
      target === null
        ? step.to
        : target.departments.includes(was.department)
          ? was.department
          : (target.departments.find((id) => this.staff.department(id) !== null) ?? was.department);
    const requirements = { ...was, department, skills: department === was.department ? was.skills : [] };
    const policy = this.staff.policyOf(department);
    const command = { by: { id: by.id, name: by.name }, lead: by.lead, requirements, policy, to, note: 'n' };
    return this.#change(session, at, (desk, moment) => transfer(desk, command, moment), room);
  }

  #ofStaff(step: Step, at: number): string {
    const changes = this.staff.play(step, at);
    if (changes === null) return 'nothing';
    this.#dispatcher.followStaff(changes, at);
    return 'done';
  }

  #writeAs(author: OperatorRecord | null, step: Step, at: number): string {
    const { session } = step;
    const mayReassign = author === null || (author.lead && step.do === 'write' && step.force);
    return this.#write(session, at, (desk, moment) => {
      const metadata: JsonObject = author === null ? {} : { author: { id: author.id, name: author.name } };
      const message = makeMessage('human_agent', 'Hello.', metadata);
      const opening = this.#opening(session, null, 0, at);
      const ref = author === null ? null : { id: author.id, name: author.name };
      return writeAsPerson(desk, { author: ref, message, opening, mayReassign }, moment);
    });
  }

  #deleteSession(session: string, at: number): string {
    const open = this.logs.openHandoff(session);
    this.logs.deleteSession(session);
    if (open !== null) this.#dispatcher.forget(open.id, at);
    return 'done';
  }

  #deleteEvents(session: string, share: number, at: number): string {
    const from = this.logs.offsetAt(session, share);
    const deletion = { from, hidesControl: true };
    const outcome = this.#write(session, at, (desk, moment) => deleteFromLog(desk, deletion, moment));
    this.logs.deleteFrom(session, from, at);
    return outcome;
  }

  #startDispatcher(at: number): MemoryDispatcher {
    const dispatcher = new MemoryDispatcher(this.logs, this.staff, (...change) => this.#change(...change));
    dispatcher.start(at);
    return dispatcher;
  }

  #opening(session: string, wish: Wish | null, priority: number, at: number): ReturnType<typeof makeOpening> {
    const wanted = wish?.department ?? null;
    const department = wanted !== null && this.staff.department(wanted) !== null ? wanted : 'support';
    const customer = customerOf(session);
    const policy = this.staff.policyOf(department);
    const window = policy.stickySeconds * SECOND;
    const last = customer === 'guest' || window === 0 ? null : this.logs.lastOperator(customer, at - window);
    return makeOpening({
      handoffId: `h${at}`,
      sessionId: session,
      customer: { id: customer, name: customer },
      priority,
      policy,
      requirements: {
        department,
        skills: (wish?.skills ?? []).map((skill) => ({ skill, level: 1 })),
        language: wish?.language ?? null,
      },
      lastOperator: last === null ? null : { id: last.id, until: last.endedAt + window },
      offset: this.logs.nextOffset(session),
    });
  }

  #change(session: string, at: number, decide: Decide, room: Capacity | null = null): string {
    const about = this.logs.openHandoff(session) ?? this.logs.lastHandoff(session);
    if (about === null) return 'nothing';
    return this.#write(session, at, (desk, moment) => decide({ ...desk, handoff: about }, moment), room);
  }

  #write(
    session: string,
    at: number,
    decide: (desk: Desk, moment: Moment) => Decision | Refusal | null,
    room: Capacity | null = null,
  ): string {
    const desk = { control: this.logs.control(session), handoff: this.logs.openHandoff(session) };
    const decision = decide(desk, { at, traceId: TRACE });
    if (decision === null) return 'nothing';
    if (decision.type === 'refused') return decision.code;
    if (decision.facts.length === 0 && decision.events.length === 0) return 'done';
    if (room !== null && !this.logs.hasRoom(session, room)) return 'over-capacity';
    this.logs.write(session, decision, at);
    if (decision.facts.length > 0 && decision.handoff !== null) {
      this.#dispatcher.learn(decision.handoff, decision.facts, at);
    }
    return 'done';
  }
}
