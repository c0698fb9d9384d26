import type { OperatorRef } from '@baton/protocol';
import { refuse } from '../../core/handoff/decision.ts';
import { isHeld, isOpen } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { renewSummary } from '../../core/package/update-package.ts';
import type { NewSummary } from '../../core/package/update-package.ts';
import type { SummaryWriter } from '../../ports/summary-writer.ts';
import type { Idempotency } from '../../ports/session-store.ts';
import type { App } from '../app.ts';
import { changeDesk } from '../change-desk.ts';
import { commandOutcome } from '../command-outcome.ts';
import type { CommandOutcome } from '../command-outcome.ts';
import { findCustomer } from '../find-customer.ts';
import { preparePackage } from '../package/prepare-package.ts';
import { writeSummary } from '../package/write-summary.ts';

const HAS_ENDED = refuse('wrong-stage', 'This handoff has ended: its summary stays as it is.');
/** In milliseconds. */
const ANSWER_WITHIN = 20_000;

/**
 * Writes the summary anew from what has been said by now: by a model where there is one and it answers in time with
 * what was said, else as an extract. What an operator has put right in the summary stays (H5.3).
 */
export async function refreshSummary(
  app: App,
  writer: SummaryWriter | null,
  command: { readonly handoffId: string; readonly operator: OperatorRef },
  request: { readonly traceId: string; readonly idempotency?: Idempotency | undefined },
): Promise<CommandOutcome> {
  const handoff = await app.sessions.readHandoff(command.handoffId);
  const session = handoff === null ? null : await app.sessions.readSession(handoff.sessionId);
  if (handoff === null || session === null) return { type: 'not-found' };
  if (!isOpen(handoff.stage)) return HAS_ENDED;
  const { operator } = command;
  const { record } = await app.staff.ensureOperator(operator);
  const holder = isHeld(handoff.stage) ? handoff.operator : null;
  if (holder !== null && holder.id !== operator.id && !record.lead)
    return refuse('not-holder', `${holder.name} holds this session; only the holder or a lead can do this.`);
  const written = writer === null ? null : await byModel(app, writer, handoff);
  const summary = written ?? (await byExtract(app, handoff, session));
  const outcome = await changeDesk(
    app,
    handoff.sessionId,
    (desk, moment) => (desk.handoff?.id === handoff.id ? renewSummary(desk, summary, moment) : HAS_ENDED),
    request,
  );
  return commandOutcome(outcome);
}

async function byModel(app: App, writer: SummaryWriter, handoff: HandoffState): Promise<NewSummary | null> {
  try {
    const written = await writeSummary(app, writer, handoff, AbortSignal.timeout(ANSWER_WITHIN));
    return written === null ? null : { ...written, by: 'model' };
  } catch (error) {
    const reason = error instanceof Error ? error.name : typeof error;
    app.log.warn({ handoff: handoff.id, reason }, 'no summary by a model: an extract is made');
    return null;
  }
}

async function byExtract(
  app: App,
  handoff: HandoffState,
  session: Parameters<typeof preparePackage>[1],
): Promise<NewSummary> {
  const customer = await findCustomer(app.directory, session.customerId);
  const { summary, intent } = await preparePackage(app, session, customer, handoff);
  return { summary, intent, by: 'extract' };
}
