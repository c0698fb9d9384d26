import type { Evidence } from '@baton/protocol';
import { askForPerson } from '../core/handoff/ask-for-person.ts';
import type { AskForPerson } from '../core/handoff/ask-for-person.ts';
import type { WantedPerson } from '../core/handoff/journal-fact.ts';
import type { NewEvent } from '../core/log/new-event.ts';
import type { Idempotency, SessionPatch, WriteGuard } from '../ports/session-store.ts';
import type { App } from './app.ts';
import { changeDesk } from './change-desk.ts';
import type { DeskOutcome } from './change-desk.ts';
import { prepareOpening } from './open-handoff.ts';

export interface HandoffRequest {
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly priority?: number;
  readonly wanted?: WantedPerson;
  readonly transition: AskForPerson['transition'];
  readonly traceId: string;
  readonly guard?: Omit<WriteGuard, 'revision'>;
  readonly byTurn?: boolean;
  readonly trailing?: readonly NewEvent[];
  readonly patch?: SessionPatch;
  readonly idempotency?: Idempotency | undefined;
}

/** The one way into `requested`, whoever asks: a tool, a trigger, the customer, an application, a failed turn. */
export function requestHandoff(app: App, sessionId: string, request: HandoffRequest): Promise<DeskOutcome> {
  return changeDesk(
    app,
    sessionId,
    async (desk, moment, session) => {
      const opening = await prepareOpening(app, session, request);
      return askForPerson(desk, { opening, transition: request.transition }, moment);
    },
    {
      traceId: request.traceId,
      idempotency: request.idempotency,
      ...(request.guard !== undefined && { guard: request.guard }),
      ...(request.byTurn !== undefined && { byTurn: request.byTurn }),
      ...(request.trailing !== undefined && { trailing: request.trailing }),
      ...(request.patch !== undefined && { patch: request.patch }),
    },
  );
}
