import type { OperatorRef, UpdateSession } from '@baton/protocol';
import { hasOpenHandoff, refuse } from '../core/handoff/decision.ts';
import type { Refusal } from '../core/handoff/decision.ts';
import { identify } from '../core/handoff/keep-record.ts';
import { returnFromOutside } from '../core/handoff/leave.ts';
import { takeOverFromOutside } from '../core/handoff/take-control.ts';
import type { SessionPatch } from '../ports/session-store.ts';
import type { App } from './app.ts';
import { changeDesk } from './change-desk.ts';
import { findCustomer } from './find-customer.ts';
import { prepareOpening } from './open-handoff.ts';

/**
 * Changes a session's fields. A change of mode is a change of control (H2.3): `manual` takes the session over
 * for a system outside (H3.6), `auto` gives it to the AI, which of our operators only the holder may (H2.5).
 */
export async function updateSession(
  app: App,
  sessionId: string,
  body: UpdateSession,
  traceId: string,
  author: OperatorRef | null = null,
): Promise<'done' | 'no-session' | Refusal> {
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
        const request = { reason: 'operator_takeover', evidence: [evidence] };
        const opening = hasOpenHandoff(desk) ? null : await prepareOpening(app, session, request);
        return takeOverFromOutside(desk, opening, moment);
      }
      const holder = desk.handoff?.operator ?? null;
      if (body.mode === 'auto' && author !== null && holder !== null && holder.id !== author.id)
        return refuse('not-holder', `${holder.name} holds this session; only the holder can return it.`);
      if (body.mode === 'auto') return returnFromOutside(desk, moment);
      if (typeof body.customer_id === 'string' && hasOpenHandoff(desk)) {
        const { id, name, metadata } = await findCustomer(app.directory, body.customer_id);
        return identify(desk, { id, name, metadata: { ...metadata } }, moment);
      }
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
  if (outcome.type === 'refused') return outcome;
  return outcome.type === 'no-session' ? 'no-session' : 'done';
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
