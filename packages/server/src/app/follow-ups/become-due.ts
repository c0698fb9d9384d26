import { callDueText } from '../../core/handoff/customer-text.ts';
import { isWaiting } from '../../core/handoff/handoff-state.ts';
import { leave } from '../../core/handoff/leave.ts';
import type { FollowUpRecord } from '../../ports/desk-store.ts';
import type { WriteGuard } from '../../ports/session-store.ts';
import type { App } from '../app.ts';
import { changeDesk } from '../change-desk.ts';
import { deskGuard } from '../cluster/leadership.ts';
import { newTraceId } from '../random-id.ts';
import { requestHandoff } from '../request-handoff.ts';
import type { RequestOutcome } from '../request-handoff.ts';
import { CALLBACK_DUE, DUE_TRIGGER, ended } from './settled-by.ts';

/** A call that was promised goes before requests that were not promised a time. */
const PRIORITY = 50;
const OWNER_FIRST = 3600 * 1_000_000;
/** The customer waits at his phone, not in the chat: it has no news for him while somebody is looked for. */
const CALL_POLICY = { tellSeconds: 86_400, serviceLevelSeconds: 900, reminderSeconds: 86_400 } as const;
const GONE = 'The conversation was deleted.';

type Change = (followUp: FollowUpRecord) => FollowUpRecord;

/**
 * What a follow-up becomes when its time has come. A callback stands in its department's queue by then: queueing it
 * twice, as after a crash in between, changes nothing. Null: another node leads, and it is for that one to do.
 */
export async function becomeDue(app: App, followUp: FollowUpRecord): Promise<Change | null> {
  const guard = deskGuard(app);
  if (guard === null) return null;
  if (followUp.kind === 'callback') {
    const { type } = await queueCallback(app, followUp, guard);
    if (type === 'stale-lease') return null;
    if (type === 'no-session') return (current) => ended(current, 'cancelled', GONE);
  }
  const now = app.clock.now();
  return (current) => ({ ...current, state: 'due', delivery: noticeFor(app, current, now) });
}

async function queueCallback(
  app: App,
  followUp: FollowUpRecord,
  guard: Pick<WriteGuard, 'lease'>,
): Promise<RequestOutcome> {
  const { id, sessionId, handoffId, departmentId, address, due, owner } = followUp;
  const handoff = await app.sessions.readHandoff(handoffId);
  const key = `callback-due:${id}:${due}`;
  return requestHandoff(app, sessionId, {
    reason: CALLBACK_DUE,
    evidence: [{ trigger: DUE_TRIGGER, offset: null, score: null, threshold: null, quote: id }],
    priority: PRIORITY,
    wanted: { department: departmentId, note: `A call was promised for now: ${address}` },
    // Who has taken it upon himself is asked before anybody else.
    ...(owner !== null && { askedFirst: { id: owner.id, until: app.clock.now() + OWNER_FIRST } }),
    policy: CALL_POLICY,
    transition: { by: 'desk', text: callDueText(handoff?.package.language ?? null) },
    traceId: newTraceId(),
    idempotency: { key, fingerprint: key },
    guard,
  });
}

/** Its owner is written to, where he can be. */
function noticeFor(app: App, { owner, delivery }: FollowUpRecord, now: number): FollowUpRecord['delivery'] {
  const email = owner === null ? null : (app.staff.operator(owner.id)?.record.email ?? null);
  if (app.mailer === undefined || email === null) return delivery;
  // The customer's own mail goes first; the owner's follows it.
  if (delivery?.state === 'waiting') return delivery;
  return { mail: 'notice', state: 'waiting', attempts: 0, error: null, nextAt: now };
}

/** One that was settled by hand waits for nobody any more. */
export async function leaveQueue(app: App, { id, sessionId }: FollowUpRecord): Promise<void> {
  await changeDesk(
    app,
    sessionId,
    (desk, moment) => {
      const { handoff } = desk;
      if (handoff === null || handoff.reason !== CALLBACK_DUE || !isWaiting(handoff.stage)) return null;
      return handoff.evidence.every(({ quote }) => quote === id) ? leave(desk, moment) : null;
    },
    { traceId: newTraceId() },
  );
}
