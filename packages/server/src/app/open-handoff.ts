import type { Evidence, Requirements } from '@baton/protocol';
import { handoffPolicy } from '../core/handoff/handoff-policy.ts';
import type { HandoffPolicy } from '../core/handoff/handoff-policy.ts';
import type { Opening, WantedPerson } from '../core/handoff/journal-fact.ts';
import type { Outlook } from '../core/waiting/outlook.ts';
import type { SessionRecord } from '../ports/session-store.ts';
import type { App } from './app.ts';
import { findCustomer, GUEST_ID } from './find-customer.ts';
import { preparePackage } from './package/prepare-package.ts';
import { randomId } from './random-id.ts';
import { commitmentsToHandOver } from './return/kept-commitments.ts';

/** A skill that was asked for without a level. */
const ANY_LEVEL = 1;
/** As many as routing looks at; an author's code may name more. */
const MOST_SKILLS = 10;
const SECOND = 1_000_000;

export interface OpeningRequest {
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly priority?: number;
  readonly wanted?: WantedPerson;
  /** Who is asked before anybody else, and until when; absent: who served the customer last (H6.2). */
  readonly askedFirst?: Opening['lastOperator'];
  /** Where this one goes by other times than its department. */
  readonly policy?: Partial<HandoffPolicy>;
}

/** What a handoff of this session begins with: who, why, whom it needs, and the context package as of now (H5.1). */
export async function prepareOpening(
  app: App,
  session: SessionRecord,
  request: OpeningRequest,
): Promise<Opening> {
  const [agent, customer] = await Promise.all([
    app.directory.readAgent(session.agentId),
    findCustomer(app.directory, session.customerId),
  ]);
  const contextPackage = await preparePackage(app, session, customer, request);
  const commitments = await commitmentsToHandOver(app, session);
  const department =
    (request.wanted?.department === undefined ? null : app.staff.findDepartment(request.wanted.department)) ??
    app.staff.departmentOfAgent(session.agentId);
  const policy = { ...policyFor(app, department.id), ...request.policy };
  const requirements: Requirements = {
    department: department.id,
    skills: (request.wanted?.skills ?? [])
      .slice(0, MOST_SKILLS)
      .map((skill) => ({ skill, level: ANY_LEVEL })),
    language: request.wanted?.language ?? (policy.matchLanguage ? contextPackage.language : null),
  };
  return {
    handoffId: randomId(),
    sessionId: session.id,
    agent: { id: session.agentId, name: agent?.name ?? session.agentId },
    customer: { id: customer.id, name: customer.name },
    reason: request.reason,
    evidence: request.evidence,
    priority: request.priority ?? 0,
    ...(request.wanted !== undefined && { wanted: request.wanted }),
    requirements,
    lastOperator: request.askedFirst ?? (await lastOperator(app, session.customerId, policy)),
    policy,
    offset: session.nextOffset,
    package: contextPackage,
    ...(commitments.length > 0 && { commitments }),
  };
}

/** How things stand for one who asks for a person now (H4.5). */
export function outlookOfOpening(app: App, opening: Opening, at: number): Outlook {
  const { handoffId: id, ...rest } = opening;
  return app.lines.outlookOf({ ...rest, id, relaxed: [], requestedAt: at, waitingSince: at }, at);
}

/** A department's policy as a handoff keeps it from now on. */
export function policyFor(app: App, departmentId: string): HandoffPolicy {
  return { ...handoffPolicy(app.staff.policyOf(departmentId)), ...app.policy };
}

/** H6.2: who served this customer last, within the sticky window. Nobody knows who a guest is. */
async function lastOperator(
  app: App,
  customerId: string,
  { stickySeconds }: HandoffPolicy,
): Promise<Opening['lastOperator']> {
  if (customerId === GUEST_ID || stickySeconds === 0) return null;
  const window = stickySeconds * SECOND;
  const last = await app.sessions.readLastOperator(customerId, app.clock.now() - window);
  return last === null ? null : { id: last.operatorId, until: last.endedAt + window };
}
