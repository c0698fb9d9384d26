import type { Evidence } from '@baton/protocol';
import type { Opening, WantedPerson } from '../core/handoff/journal-fact.ts';
import { buildPackage } from '../core/package/build-package.ts';
import type { SessionRecord } from '../ports/session-store.ts';
import type { App } from './app.ts';
import { analyseTexts } from './analyse-texts.ts';
import { findCustomer } from './find-customer.ts';
import { randomId } from './random-id.ts';
import { readNewest } from './read-log.ts';

/** How much of the log the package is made from; the whole of it stays a click away. */
const PACKAGE_EVENTS = 400;

export interface OpeningRequest {
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly priority?: number;
  readonly wanted?: WantedPerson;
}

/** What a handoff of this session begins with: who, why, and the context package as of now (H5.1). */
export async function prepareOpening(
  app: App,
  session: SessionRecord,
  request: OpeningRequest,
): Promise<Opening> {
  const [agent, customer, events] = await Promise.all([
    app.directory.readAgent(session.agentId),
    findCustomer(app.directory, session.customerId),
    readNewest(app.sessions, session.id, PACKAGE_EVENTS),
  ]);
  const matched = session.agentState?.['matched'];
  return {
    handoffId: randomId(),
    sessionId: session.id,
    agent: { id: session.agentId, name: agent?.name ?? session.agentId },
    customer: { id: customer.id, name: customer.name },
    reason: request.reason,
    evidence: request.evidence,
    priority: request.priority ?? 0,
    ...(request.wanted !== undefined && { wanted: request.wanted }),
    policy: app.policy,
    offset: session.nextOffset,
    package: buildPackage({
      sessionId: session.id,
      reason: request.reason,
      evidence: request.evidence,
      customer,
      events,
      ...(await analyseTexts(app, events)),
      guidelines: Array.isArray(matched) ? matched.filter((entry) => typeof entry === 'string') : [],
    }),
  };
}
