import type { DepartmentPolicy, OperatorRef } from '@baton/protocol';
import { changeDesk } from '../../app/change-desk.ts';
import { deleteEvents } from '../../app/delete-events.ts';
import { deleteSessions } from '../../app/delete-sessions.ts';
import type { HandoffCommand } from '../../app/handoff-command.ts';
import type { CommandOutcome } from '../../app/command-outcome.ts';
import { postEvent } from '../../app/post-event.ts';
import { newTraceId } from '../../app/random-id.ts';
import { requestHandoff } from '../../app/request-handoff.ts';
import { MissedOffers } from '../../app/routing/missed-offers.ts';
import { needNow } from '../../app/routing/place.ts';
import { updateSession } from '../../app/update-session.ts';
import type { Control } from '../../core/control.ts';
import { sayTransitionAsAi } from '../../core/handoff/ask-for-person.ts';
import { openCommitments } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { OperatorRecord } from '../../ports/desk-store.ts';
import { FakeClock } from '../fake-clock.ts';
import { makeMessage, makeSession } from '../make.ts';
import { openMemory } from '../open-memory.ts';
import type { MemoryFixture } from '../open-memory.ts';
import { TestApp } from '../test-app.ts';
import { turnsOfTheLoop } from '../until.ts';
import type { DeskView } from './compare-desks.ts';
import { customerOf } from './history.ts';
import type { DeskSetup, Step } from './history.ts';
import type { NaivePolicy } from './naive-handoff.ts';

/** What a desk is given at first, and the policies that its departments get. */
export interface ServerDeskOptions {
  readonly setup: DeskSetup;
  readonly policyOf: (departmentId: string) => NaivePolicy;
  /** Microseconds since 1970. */
  readonly start: number;
}

/** A whole server on a store in memory, to which histories happen. */
export class ServerDesk implements AsyncDisposable {
  readonly clock: FakeClock;
  readonly #stores: MemoryFixture;
  readonly #policyOf: ServerDeskOptions['policyOf'];
  #server: TestApp;

  private constructor(stores: MemoryFixture, server: TestApp, { policyOf }: ServerDeskOptions) {
    this.clock = stores.clock;
    this.#stores = stores;
    this.#server = server;
    this.#policyOf = policyOf;
  }

  static async open(options: ServerDeskOptions): Promise<ServerDesk> {
    const stores = openMemory({ clock: new FakeClock(options.start, 0) });
    const desk = new ServerDesk(stores, await startServer(stores), options);
    const { departments, operators, sessions } = options.setup;
    // Whom a department asks for help has to be there.
    for (const id of departments)
      if (id !== 'support') await desk.#server.staff.createDepartment({ id, name: id });
    for (const id of departments) await desk.#setPolicy(id);
    for (const record of operators) await desk.#hire(record);
    for (const id of sessions) await desk.#openSession(id);
    return desk;
  }

  /** What was logged as an error. */
  get errors(): readonly unknown[] {
    return this.#server.log.errors;
  }

  settle(): Promise<void> {
    return turnsOfTheLoop(16);
  }

  /** What has come of it, as `DeskInMemory.play` says it; null where a server does not say. */
  async play(step: Step): Promise<string | null> {
    const outcome = await this.#play(step);
    await this.settle();
    return outcome;
  }

  /** As things stand now. */
  async view(sessionIds: readonly string[]): Promise<DeskView> {
    const { sessions } = this.#server.app;
    const controls = new Map<string, Control>();
    const handoffs = new Map<string, HandoffState>();
    const declined = new Map<string, readonly string[]>();
    for (const id of sessionIds) {
      const session = await sessions.readSession(id);
      if (session !== null) controls.set(id, session.control);
      const handoff = await this.#handoff(id);
      if (handoff === null) continue;
      handoffs.set(id, handoff);
      const missed = new MissedOffers();
      missed.follow((await sessions.listJournal(handoff.id)).map(({ fact }) => fact));
      declined.set(handoff.id, needNow(handoff, missed.again).declined);
    }
    return {
      control: (id) => controls.get(id)!,
      lastHandoff: (id) => handoffs.get(id) ?? null,
      declinedOf: ({ id }) => declined.get(id)!,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }

  async #play(step: Step): Promise<string | null> {
    const { session } = step;
    switch (step.do) {
      case 'ask':
        return this.#ask(step);
      case 'ai says that somebody comes':
        await changeDesk(
          this.#server.app,
          session,
          (desk, moment) => sayTransitionAsAi(desk, makeMessage('ai_agent', 'Somebody comes.'), moment),
          { traceId: newTraceId() },
        );
        return null;
      case 'customer writes':
        return this.#post(session, { source: 'customer', message: 'Where is my parcel?' }, null);
      case 'outside writes':
        return this.#post(session, { source: 'human_agent', message: 'Hello.' }, null);
      case 'manual':
      case 'auto':
        await updateSession(this.#server.app, session, { mode: step.do }, newTraceId());
        return null;
      case 'delete events':
        await deleteEvents(this.#server.app, session, await this.offsetAt(session, step.share), newTraceId());
        return null;
      case 'delete session':
        await deleteSessions(this.#server.app, [session]);
        await this.#openSession(session);
        return null;
      case 'restart':
        await this.#server[Symbol.asyncDispose]();
        this.#server = await startServer(this.#stores);
        return null;
      case 'withdraw':
      case 'leave':
        return this.#command(session, { do: step.do }, 'wrong-stage');
      case 'callback':
      case 'email':
        return this.#command(
          session,
          { do: 'choose-contact', kind: step.do, address: 'a@b.c', callAt: null },
          'wrong-stage',
        );
      case 'rate':
        return this.#command(session, { do: 'rate', score: 4, comment: null });
      default: {
        const record = this.#server.staff.operator(step.operator)?.record;
        const outcome = record === undefined ? undefined : await this.#byOperator(step, record);
        return outcome === undefined ? this.#ofStaff(step, record !== undefined) : outcome;
      }
    }
  }

  /** Undefined: it is nothing that an operator does. */
  async #byOperator(step: Step, record: OperatorRecord): Promise<string | null | undefined> {
    const { session } = step;
    const operator: OperatorRef = { id: record.id, name: record.name };
    switch (step.do) {
      case 'accept':
      case 'decline':
      case 'keep':
        return this.#command(session, { do: step.do, operator });
      case 'note':
        return this.#command(session, { do: 'note', operator, text: 'n' });
      case 'commit': {
        const id = `p${this.clock.now()}`;
        return this.#command(session, { do: 'commit', operator, id, text: 'a refund', due: null });
      }
      case 'settle': {
        const handoff = await this.#handoff(session);
        const id = handoff === null ? null : openCommitments(handoff)[0]?.id;
        return id === null || id === undefined
          ? 'nothing'
          : this.#command(session, { do: 'settle-commitment', operator, id });
      }
      case 'prioritise':
        return this.#command(session, { do: 'prioritise', operator, priority: step.priority });
      case 'resolve':
      case 'return': {
        const { keepCommitments } = step;
        const leaving = { operator, outcome: null, keepCommitments };
        return this.#command(
          session,
          step.do === 'return'
            ? { do: 'return', ...leaving }
            : { do: 'resolve', disposition: 'solved', ...leaving },
        );
      }
      case 'offer':
      case 'pass to operator':
      case 'pass to department': {
        if ((await this.#server.app.sessions.readOpenHandoff(session)) === null) return 'nothing';
        if (step.do === 'offer')
          return this.#command(session, { do: 'offer', operator, operatorId: step.to });
        const target = step.do === 'pass to operator' ? { operatorId: step.to } : { department: step.to };
        return this.#command(session, { do: 'transfer', operator, target, note: 'n' });
      }
      case 'take over': {
        const request = { traceId: newTraceId(), force: step.force };
        return outcomeOf(await this.#server.desk.takeOver(session, operator, request));
      }
      case 'write':
        return this.#write(session, record, step.force);
      case 'behalf':
        return this.#post(
          session,
          { source: 'human_agent_on_behalf_of_ai_agent', message: 'Yes.' },
          operator,
        );
      default:
        return undefined;
    }
  }

  async #ofStaff(step: Step, isThere: boolean): Promise<string | null> {
    const { staff } = this.#server;
    const { operator: id } = step;
    switch (step.do) {
      case 'comes':
        await staff.setPresence(id, 'available');
        return null;
      case 'goes away':
        await staff.setPresence(id, 'away');
        return null;
      case 'goes offline':
        await staff.setPresence(id, 'offline');
        return null;
      case 'is heard':
        await staff.heartbeat(id);
        return null;
      case 'loses connection':
        if (isThere) await staff.connectionLost(id);
        return null;
      case 'capacity':
        await staff.updateOperator(id, { max_chats: step.maxChats });
        return null;
      case 'change record':
        await staff.updateOperator(id, this.#inputOf(step.record));
        return null;
      case 'hire':
        await this.#hire(step.record);
        return null;
      case 'fire':
        await staff.deleteOperator(id);
        return null;
      case 'create department':
        await staff.createDepartment({ id: step.department, name: step.department });
        await this.#setPolicy(step.department);
        return null;
      case 'delete department':
        await staff.deleteDepartment(step.department);
        return null;
      default:
        return 'nothing';
    }
  }

  async #ask(step: Extract<Step, { do: 'ask' }>): Promise<null> {
    const { department, skills, language } = step.wish;
    await requestHandoff(this.#server.app, step.session, {
      reason: 'api',
      evidence: [{ trigger: 'api', offset: null, score: null, threshold: null, quote: null }],
      priority: step.priority,
      wanted: {
        ...(department !== null && { department }),
        skills,
        ...(language !== null && { language }),
      },
      transition: step.by === 'ai' ? { by: 'ai' } : { by: 'desk', text: null },
      traceId: newTraceId(),
    });
    return null;
  }

  /** A lead who forces his words into a colleague's session does it as a reply. */
  async #write(session: string, record: OperatorRecord, force: boolean): Promise<string> {
    const operator = { id: record.id, name: record.name };
    const open = await this.#server.app.sessions.readOpenHandoff(session);
    const isHeld = open?.stage === 'active' || open?.stage === 'returning';
    if (!isHeld || !force || !record.lead)
      return this.#post(session, { source: 'human_agent', message: 'Hello.' }, operator);
    const reply = { operator, message: 'Hello.', as: 'operator', seenOffset: null } as const;
    const outcome = await this.#server.desk.reply(open.id, reply, { traceId: newTraceId() });
    return outcome.type === 'refused' ? outcome.code : outcome.type === 'sent' ? 'done' : outcome.type;
  }

  async #post(
    session: string,
    {
      source,
      message,
    }: { source: 'customer' | 'human_agent' | 'human_agent_on_behalf_of_ai_agent'; message: string },
    author: OperatorRef | null,
  ): Promise<string> {
    const stored = await this.#server.app.sessions.readSession(session);
    const participant = { id: null, display_name: author?.name ?? 'Outside' };
    const body = {
      kind: 'message',
      source,
      message,
      ...(source === 'human_agent' && { participant }),
    } as const;
    const context = { traceId: newTraceId(), idempotency: undefined, author };
    const outcome = await postEvent(this.#server.app, stored!, body, context);
    return outcome.type === 'refused' ? outcome.code : outcome.type === 'stored' ? 'done' : outcome.type;
  }

  /** `without`: what it comes to in a session that never had a handoff. */
  async #command(session: string, command: HandoffCommand, without = 'nothing'): Promise<string> {
    const handoff = await this.#handoff(session);
    if (handoff === null) return without;
    return outcomeOf(await this.#server.desk.command(handoff.id, command, { traceId: newTraceId() }));
  }

  async #handoff(session: string): Promise<HandoffState | null> {
    const { sessions } = this.#server.app;
    return (await sessions.readOpenHandoff(session)) ?? sessions.readLastHandoff(session);
  }

  /** Where what was written in one step begins, with the event that a share of the log ends at. */
  async offsetAt(session: string, share: number): Promise<number> {
    const { sessions } = this.#server.app;
    const next = (await sessions.readSession(session))?.nextOffset ?? 0;
    const at = (await sessions.readEvent(session, Math.floor(next * share)))?.at;
    for (let offset = 0; offset < next; offset++)
      if ((await sessions.readEvent(session, offset))?.at === at) return offset;
    return 0;
  }

  async timeOf(session: string, offset: number): Promise<number | null> {
    return (await this.#server.app.sessions.readEvent(session, offset))?.at ?? null;
  }

  async #openSession(id: string): Promise<void> {
    const customerId = customerOf(id);
    await this.#server.app.sessions.createSession(makeSession(id, { customerId }));
  }

  async #hire(record: OperatorRecord): Promise<void> {
    const { id, name } = record;
    await this.#server.staff.createOperator({ id, ...this.#inputOf(record), name });
  }

  async #setPolicy(id: string): Promise<void> {
    const outcome = await this.#server.staff.updateDepartment(id, {
      policy: departmentPolicy(this.#policyOf(id)),
    });
    if (outcome.type === 'refused') throw new Error(`${id}: ${JSON.stringify(outcome)}`);
  }

  #inputOf({ departments, skills, languages, maxChats, lead }: OperatorRecord): {
    departments: string[];
    skills: OperatorRecord['skills'][number][];
    languages: string[];
    max_chats: number;
    lead: boolean;
  } {
    return {
      departments: departments.filter((id) => this.#server.staff.department(id) !== null),
      skills: [...skills],
      languages: [...languages],
      max_chats: maxChats,
      lead,
    };
  }
}

function startServer(stores: MemoryFixture): Promise<TestApp> {
  return TestApp.start({ ...stores, dispatcher: { ramp: false } });
}

function outcomeOf(outcome: CommandOutcome): string {
  if (outcome.type === 'refused') return outcome.code;
  return outcome.type === 'done' ? 'done' : 'nothing';
}

function departmentPolicy(policy: NaivePolicy): Partial<DepartmentPolicy> {
  return {
    service_level_seconds: policy.serviceLevelSeconds,
    offer_seconds: policy.offerSeconds,
    auto_accept: policy.autoAccept,
    sticky_seconds: policy.stickySeconds,
    relax_skills_seconds: policy.relaxSkillsSeconds,
    relax_language_seconds: policy.relaxLanguageSeconds,
    relax_department_seconds: policy.relaxDepartmentSeconds,
    overflow: [...policy.overflow],
    tell_seconds: policy.tellSeconds,
    reminder_seconds: policy.reminderSeconds,
    give_up_seconds: policy.giveUpSeconds,
    idle_seconds: policy.idleSeconds,
    idle_return_seconds: policy.idleReturnSeconds,
    return_notice_seconds: policy.returnNoticeSeconds,
  };
}
