import type { App } from '../app/app.ts';
import { requestHandoff } from '../app/request-handoff.ts';
import type { SessionRecord } from '../ports/session-store.ts';
import { Bailed, callHooks } from './call-hooks.ts';
import { nothingSaid } from './patch-after.ts';
import type { TurnLog } from './turn-log.ts';
import type { TurnRecorder } from './turn-recorder.ts';
import type { TurnScope } from './turn-scope.ts';
import type { TurnGuard } from './turn-writer.ts';

/** Whether an author's own hook takes a failure upon itself: the turn then ends without a word. */
export async function takesUpon(error: unknown, { author, context }: TurnScope): Promise<boolean> {
  const { hooks } = context.behaviour.binding;
  if (hooks === undefined) return false;
  try {
    await callHooks(author, hooks, 'onError', context, error);
    return false;
  } catch (thrown) {
    if (thrown instanceof Bailed) return true;
    author.failed('onError', thrown);
    return false;
  }
}

export interface FailedTurn {
  readonly guard: TurnGuard;
  readonly log: TurnLog;
  readonly recorder: TurnRecorder;
}

/**
 * The customer is told and a person is asked for (H4.2: ai_error). What went wrong is for the server's log alone.
 * False when the turn may no longer speak.
 */
export async function askAfterFailure(
  app: App,
  session: SessionRecord,
  { guard, log, recorder }: FailedTurn,
): Promise<boolean> {
  const offset = session.lastCustomerOffset < 0 ? null : session.lastCustomerOffset;
  const evidence = { trigger: 'turn-failed', offset, score: null, threshold: null, quote: null };
  recorder.trigger('ai_error', evidence);
  const asked = await requestHandoff(app, session.id, {
    reason: 'ai_error',
    evidence: [evidence],
    transition: { by: 'desk', text: null },
    traceId: recorder.turn.traceId,
    guard,
    byTurn: true,
    trailing: [log.status('error', { message: 'The turn failed; a person has been asked for.' })],
    // What the stages kept may be what made them fail.
    patch: { ...nothingSaid(session), agentState: { ...session.agentState, stages: {} } },
  });
  return asked.type === 'done';
}
