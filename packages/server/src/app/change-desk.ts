import type { Decision, Desk, Moment, Refusal } from '../core/handoff/decision.ts';
import { newEvent } from '../core/log/new-event.ts';
import type { NewEvent } from '../core/log/new-event.ts';
import type {
  Idempotency,
  SessionPatch,
  SessionRecord,
  SessionWrite,
  WriteGuard,
} from '../ports/session-store.ts';
import type { App } from './app.ts';
import { followUpOf } from './follow-ups/new-follow-up.ts';
import { newTraceId } from './random-id.ts';

export type Decide = (
  desk: Desk,
  moment: Moment,
  session: SessionRecord,
) => Promise<Decision | Refusal | null> | Decision | Refusal | null;

export interface ChangeDeskOptions {
  readonly traceId: string;
  /** Checked together with the revision the decision was taken against. */
  readonly guard?: Omit<WriteGuard, 'revision'>;
  readonly idempotency?: Idempotency | undefined;
  /** The event a repeated request is answered with. */
  readonly answer?: NewEvent;
  /** The AI's own turn decides: it is not cancelled by its own decision. */
  readonly byTurn?: boolean;
  readonly deleteFrom?: number;
  readonly patch?: SessionPatch;
  /** Appended behind the decision's own events. */
  readonly trailing?: readonly NewEvent[];
}

export type DeskOutcome =
  | { readonly type: 'done'; readonly decision: Decision; readonly answerOffset: number; readonly at: number }
  /** The decision was to leave everything as it is. */
  | { readonly type: 'unchanged'; readonly decision: Decision | null }
  | { readonly type: 'repeated'; readonly offset: number }
  | { readonly type: 'no-session' }
  | { readonly type: 'idempotency-mismatch' }
  | { readonly type: 'stale-view' }
  | { readonly type: 'over-capacity' }
  | { readonly type: 'stale-epoch' }
  | { readonly type: 'superseded' }
  | { readonly type: 'stale-lease' }
  | Refusal;

/** Far above what contention for one session can need; reaching it means something is wrong. */
const MOST_ATTEMPTS = 100;

/**
 * Reads a session's control and handoff, decides, and writes the decision only if neither has changed since;
 * otherwise reads and decides again. A raised epoch cancels the running turn, and automatic mode with an
 * unanswered customer message starts one (H2.3).
 */
export async function changeDesk(
  app: App,
  sessionId: string,
  decide: Decide,
  options: ChangeDeskOptions,
): Promise<DeskOutcome> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const session = await app.sessions.readSession(sessionId);
    if (session === null) return { type: 'no-session' };
    const desk: Desk = { control: session.control, handoff: await app.sessions.readOpenHandoff(sessionId) };
    const decision = await decide(desk, { at: app.clock.now(), traceId: options.traceId }, session);
    if (decision === null || decision.type === 'refused' || changesNothing(decision, desk, options)) {
      return (
        (await findRepeat(app, sessionId, options)) ??
        (decision?.type === 'refused' ? decision : { type: 'unchanged', decision })
      );
    }
    const outcome = await write(app, session, decision, options);
    if (outcome !== null) return outcome;
  }
  throw new Error(`session ${sessionId} changed ${MOST_ATTEMPTS} times while one decision was taken`);
}

function changesNothing(decision: Decision, desk: Desk, options: ChangeDeskOptions): boolean {
  return (
    decision.facts.length === 0 &&
    decision.events.length === 0 &&
    decision.control === desk.control &&
    options.deleteFrom === undefined &&
    options.patch === undefined &&
    options.trailing === undefined
  );
}

async function findRepeat(
  app: App,
  sessionId: string,
  options: ChangeDeskOptions,
): Promise<DeskOutcome | null> {
  if (options.idempotency === undefined) return null;
  const repeat = await app.sessions.findRepeat(sessionId, options.idempotency);
  if (repeat === null) return null;
  return repeat === 'mismatch' ? { type: 'idempotency-mismatch' } : { type: 'repeated', offset: repeat };
}

/** Null when the revision moved and the decision must be taken again. */
async function write(
  app: App,
  session: SessionRecord,
  decision: Decision,
  options: ChangeDeskOptions,
): Promise<DeskOutcome | null> {
  const raisesEpoch = decision.control.epoch !== session.control.epoch;
  const silences = raisesEpoch && options.byTurn !== true && app.turns.isRunning(session.id);
  const events = [
    ...(silences ? [cancelledStatus(options.traceId)] : []),
    ...decision.events,
    ...(options.trailing ?? []),
  ];
  const answerIndex = options.answer === undefined ? 0 : Math.max(0, events.indexOf(options.answer));
  const followUp = followUpOf(app, decision);
  const request: SessionWrite = {
    sessionId: session.id,
    events,
    answerIndex,
    guard: { ...options.guard, revision: session.revision },
    ...(options.idempotency !== undefined && { idempotency: options.idempotency }),
    ...(options.deleteFrom !== undefined && { deleteFrom: options.deleteFrom }),
    ...(raisesEpoch && { control: decision.control }),
    ...(decision.facts.length > 0 &&
      decision.handoff !== null && { handoff: { state: decision.handoff, facts: decision.facts } }),
    ...(followUp !== null && { followUp }),
    patch: { ...answeredBy(decision), ...options.patch },
  };
  const outcome = await app.sessions.commit(request);
  switch (outcome.type) {
    case 'conflict':
      return null;
    case 'committed':
      afterwards(app, session, decision, raisesEpoch && options.byTurn !== true);
      if (followUp !== null) app.followUpNews?.tell(followUp.id);
      return { type: 'done', decision, answerOffset: outcome.firstOffset + answerIndex, at: outcome.at };
    default:
      return outcome;
  }
}

function answeredBy({ answers }: Decision): SessionPatch {
  if (answers === false) return {};
  return { answered: answers === true ? 'all' : answers };
}

function afterwards(app: App, session: SessionRecord, decision: Decision, cancelTurn: boolean): void {
  if (cancelTurn) app.turns.cancel(session.id);
  if (session.control.mode === 'manual' && decision.control.mode === 'auto') {
    app.turns.start(session.id, { traceId: newTraceId() });
  }
}

/** So that a typing indicator does not stay when a person silences the AI in the middle of its turn. */
function cancelledStatus(traceId: string): NewEvent {
  return newEvent('status', 'system', traceId, { status: 'cancelled', data: {} });
}
