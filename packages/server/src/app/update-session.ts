import type { UpdateSession } from '@baton/protocol';
import { returnFromOutside } from '../core/handoff/leave.ts';
import { takeOverFromOutside } from '../core/handoff/take-control.ts';
import type { SessionPatch } from '../ports/session-store.ts';
import type { App } from './app.ts';
import { changeDesk } from './change-desk.ts';
import { prepareOpening } from './open-handoff.ts';

/**
 * Changes a session's fields. A change of mode is a change of control (H2.3): `manual` takes the session over
 * for a system outside (H3.6), `auto` gives it to the AI. False when there is no such session.
 */
export async function updateSession(
  app: App,
  sessionId: string,
  body: UpdateSession,
  traceId: string,
): Promise<boolean> {
  const patch = patchOf(body);
  const outcome = await changeDesk(
    app,
    sessionId,
    async (desk, moment, session) => {
      if (body.mode === 'manual') {
        const evidence = {
          trigger: 'mode-set-to-manual',
          offset: null,
          score: null,
          threshold: null,
          quote: null,
        };
        const opening = await prepareOpening(app, session, {
          reason: 'operator_takeover',
          evidence: [evidence],
        });
        return takeOverFromOutside(desk, opening, moment);
      }
      if (body.mode === 'auto') return returnFromOutside(desk, moment);
      return {
        type: 'decided',
        facts: [],
        events: [],
        control: desk.control,
        handoff: desk.handoff,
        answers: false,
      };
    },
    { traceId, ...(Object.keys(patch).length > 0 && { patch }) },
  );
  return outcome.type !== 'no-session';
}

/** What was sent and is not null; a null title is no change, as on Parlant's wire. */
function patchOf(body: UpdateSession): SessionPatch {
  const client = body.consumption_offsets?.client;
  return {
    ...(typeof client === 'number' && { clientOffset: client }),
    ...(typeof body.title === 'string' && { title: body.title }),
    ...(typeof body.customer_id === 'string' && { customerId: body.customer_id }),
    ...(typeof body.agent_id === 'string' && { agentId: body.agent_id }),
    ...(body.metadata && { metadata: { set: body.metadata.set ?? {}, unset: body.metadata.unset ?? [] } }),
    ...(body.labels && { labels: { upsert: body.labels.upsert ?? [], remove: body.labels.remove ?? [] } }),
  };
}
