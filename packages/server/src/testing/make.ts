import type { Evidence, EventSource, JsonObject } from '@baton/protocol';
import type { Desk, Moment } from '../core/handoff/decision.ts';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import { foldJournal } from '../core/handoff/apply-fact.ts';
import { DEFAULT_HANDOFF_POLICY } from '../core/handoff/handoff-policy.ts';
import type { JournalFact, Opening } from '../core/handoff/journal-fact.ts';
import { INITIAL_CONTROL } from '../core/control.ts';
import { newEvent } from '../core/log/new-event.ts';
import type { NewEvent } from '../core/log/new-event.ts';
import { buildPackage } from '../core/package/build-package.ts';
import type { AgentRecord } from '../ports/directory-store.ts';
import type { NewSession } from '../ports/session-store.ts';

/* Values for tests: whatever a test does not name does not matter to it. */

export const TRACE: string = 'a'.repeat(32);
export const START: number = Date.UTC(2026, 0, 5, 9) * 1000;
export const ANNA: { id: string; name: string } = { id: 'anna', name: 'Anna Berg' };
export const BEN: { id: string; name: string } = { id: 'ben', name: 'Ben Ito' };

export function makeAgent(over: Partial<AgentRecord> = {}): AgentRecord {
  return {
    id: 'agent',
    createdAt: START,
    name: 'Ava',
    description: null,
    maxEngineIterations: 3,
    compositionMode: 'fluid',
    messageOutputMode: 'block',
    tags: [],
    ...over,
  };
}

export function makeSession(id: string, over: Partial<NewSession> = {}): NewSession {
  return {
    id,
    agentId: 'agent',
    customerId: 'guest',
    createdAt: START,
    title: null,
    metadata: {},
    labels: [],
    ...over,
  };
}

export function makeMessage(source: EventSource, message: string, metadata?: JsonObject): NewEvent {
  return newEvent(
    'message',
    source,
    TRACE,
    { message, participant: { id: null, display_name: source } },
    metadata,
  );
}

export function customerSays(message: string): NewEvent {
  return makeMessage('customer', message);
}

export const EVIDENCE: Evidence = {
  trigger: 'test',
  offset: 0,
  score: 0.9,
  threshold: 0.5,
  quote: 'a person',
};

export function makeOpening(over: Partial<Opening> = {}): Opening {
  const sessionId = over.sessionId ?? 'session';
  const customer = { id: 'guest', name: 'Guest' };
  return {
    handoffId: 'handoff',
    sessionId,
    agent: { id: 'agent', name: 'Ava' },
    customer,
    reason: 'customer_requested',
    evidence: [EVIDENCE],
    priority: 0,
    requirements: { department: 'support', skills: [], language: null },
    lastOperator: null,
    policy: DEFAULT_HANDOFF_POLICY,
    package: buildPackage({
      sessionId,
      reason: 'customer_requested',
      evidence: [EVIDENCE],
      customer: { ...customer, metadata: {} },
      events: [],
      guidelines: [],
    }),
    offset: 0,
    ...over,
  };
}

export const QUIET_DESK: Desk = { control: INITIAL_CONTROL, handoff: null };

export function momentAt(at: number): Moment {
  return { at, traceId: TRACE };
}

/** A journal that began with a request, and the handoff it makes. */
export function requested(
  over: Partial<Opening> = {},
  at: number = START,
  ...more: readonly JournalFact[]
): { state: HandoffState; facts: JournalFact[] } {
  const facts: JournalFact[] = [{ type: 'requested', at, ...makeOpening(over) }, ...more];
  const state = foldJournal(facts);
  if (state === null) throw new Error('a journal with a beginning folds to a handoff');
  return { state, facts };
}
