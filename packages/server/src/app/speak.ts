import type { CreateEvent } from '@baton/protocol';
import { refuse } from '../core/handoff/decision.ts';
import type { SessionRecord } from '../ports/session-store.ts';
import type { App } from './app.ts';
import type { PostContext, PostOutcome } from './post-outcome.ts';

/**
 * `POST message/ai_agent`: the AI is asked to speak. Without guidelines it takes a turn, answered with the
 * turn's first status event; with guidelines it says what they ask for, also in manual mode, answered with the
 * message. In manual mode a turn is refused at once instead of waiting for what cannot come.
 */
export async function speak(
  app: App,
  session: SessionRecord,
  body: CreateEvent,
  context: PostContext,
): Promise<PostOutcome> {
  const { author, idempotency } = context;
  const repeat = idempotency === undefined ? null : await app.sessions.findRepeat(session.id, idempotency);
  if (repeat === 'mismatch') return { type: 'idempotency-mismatch' };
  if (repeat !== null) return { type: 'at', offset: repeat };
  if (author !== null) {
    const holder = (await app.sessions.readOpenHandoff(session.id))?.operator ?? null;
    if (holder !== null && holder.id !== author.id)
      return refuse(
        'not-holder',
        `${holder.name} holds this session; only the holder may have the AI speak.`,
      );
  }
  const instructions = body.guidelines?.map((guideline) => guideline.action) ?? [];
  if (instructions.length > 0) return sayInstructed(app, session, instructions, context);
  if (session.control.mode === 'manual') {
    return refuse('agent-silent', 'The session is in manual mode: set its mode to auto, or send guidelines.');
  }
  const offset = await new Promise<number | null>((resolve) => {
    const { traceId } = context;
    app.turns.start(session.id, { traceId, idempotency, unprompted: true, onAcknowledged: resolve });
  });
  if (offset !== null) return { type: 'at', offset };
  return refuse(
    'agent-silent',
    'The turn did not start: a person took over, or the server is shutting down.',
  );
}

async function sayInstructed(
  app: App,
  session: SessionRecord,
  instructions: readonly string[],
  context: PostContext,
): Promise<PostOutcome> {
  const offset = await new Promise<number | null>((resolve) => {
    let said: number | null = null;
    app.turns.start(session.id, {
      traceId: context.traceId,
      idempotency: context.idempotency,
      instructions,
      onSaid: (at) => (said = at),
      onEnd: () => resolve(said),
    });
  });
  if (offset !== null) return { type: 'at', offset };
  return refuse('agent-silent', 'The AI found nothing to say, or was overtaken by a newer message.');
}
