import { changeDesk } from '../app/change-desk.ts';
import { requestHandoff } from '../app/request-handoff.ts';
import { sayTransitionAsAi } from '../core/handoff/ask-for-person.ts';
import type { CompositionInput, Trigger } from '../ports/engine-stages.ts';
import type { SessionPatch } from '../ports/session-store.ts';
import type { JsonObject } from '@baton/protocol';
import { asksForPerson } from './prepare-answer.ts';
import { readHandoffControl } from './handoff-control.ts';
import { toolKey } from '../core/behaviour/tool-id.ts';
import { toolIdOf } from './tool-definition.ts';
import type { ExecutedCall } from './tool-definition.ts';
import type { MatchedParts } from './turn-log.ts';
import type { TurnContext } from './turn-context.ts';
import { TurnOvertaken } from './turn-writer.ts';
import type { TurnScope } from './turn-scope.ts';

export interface HandOver {
  readonly triggers: readonly Trigger[];
  readonly matched: MatchedParts;
  /** What the transition message is composed from. Called once the request stands. */
  input(): Promise<CompositionInput>;
  patch(state: JsonObject): SessionPatch;
}

/**
 * Asks for a person, then says the transition message (H3.2). The request stands before the message is composed:
 * a slow or failing composer costs nothing, the desk says it when the AI does not.
 */
export async function handOver(scope: TurnScope, context: TurnContext, command: HandOver): Promise<void> {
  const { app, session, stages, writer, log, recorder } = scope;
  const [trigger] = command.triggers;
  if (trigger === undefined) throw new Error('nothing has called for a person');
  for (const { reason, evidence } of command.triggers) recorder.trigger(reason, evidence);
  const { reason, priority, ...wanted } = readHandoffControl(trigger.handoff);
  const requested = await requestHandoff(app, session.id, {
    reason: reason ?? trigger.reason,
    evidence: command.triggers.map(({ evidence }) => evidence),
    ...(priority !== undefined && { priority }),
    ...(Object.keys(wanted).length > 0 && { wanted }),
    transition: { by: 'ai' },
    traceId: context.traceId,
    guard: writer.guard,
    byTurn: true,
  });
  if (requested.type !== 'done') throw new TurnOvertaken();
  writer.goOnUnder(requested.decision.control.epoch);
  writer.speaks();
  await writer.append([log.status('typing')]);
  const input = await command.input();
  const composition = await scope.stage('compose', stages.composer.compose(context, input));
  const text = composition.messages.map(({ text: part }) => part).join('\n\n');
  const patch = command.patch(composition.state);
  const completed = log.completed(command.matched);
  if (text === '') {
    await writer.append([completed], patch);
    return;
  }
  const message = log.composed(context.agent, { ...composition.messages[0], text });
  const said = await changeDesk(app, session.id, (desk, moment) => sayTransitionAsAi(desk, message, moment), {
    traceId: context.traceId,
    guard: writer.guard,
    byTurn: true,
    trailing: [log.status('ready'), completed],
    patch,
  });
  // The desk has said it meanwhile: the turn ends all the same.
  if (said.type === 'unchanged') await writer.append([log.status('ready'), completed], patch);
  else if (said.type !== 'done') throw new TurnOvertaken();
}

/** What the tools that asked for a person make; the one that said how comes first (H2.4). */
export function toolTriggers(context: TurnContext, calls: readonly ExecutedCall[]): Trigger[] {
  const asking = calls.filter(asksForPerson);
  const told = asking.toSorted((a, b) => Number(hasControl(b)) - Number(hasControl(a)));
  return told.map((call) => {
    const handoff = readHandoffControl(call.result.control?.handoff);
    const reason = handoff.reason ?? 'customer_requested';
    return { reason, evidence: evidenceOf(context, triggerName(call)), handoff };
  });
}

/** A text that promises a person without a handoff makes one (H3.3). */
export function promiseTrigger(context: TurnContext, quote: string): Trigger {
  const evidence = { ...evidenceOf(context, 'transfer-promise'), quote };
  return { reason: 'complex_issue', evidence };
}

function evidenceOf({ latest }: TurnContext, trigger: string): Trigger['evidence'] {
  return {
    trigger,
    offset: latest?.offset ?? null,
    score: null,
    threshold: null,
    quote: latest?.text.slice(0, 300).toWellFormed() ?? null,
  };
}

/** The agent's own tools by their name alone. */
function triggerName({ tool }: ExecutedCall): string {
  const id = toolIdOf(tool);
  return tool.service === undefined ? `tool:${id.tool}` : `tool:${toolKey(id)}`;
}

function hasControl({ result }: ExecutedCall): boolean {
  return Object.keys(readHandoffControl(result.control?.handoff)).length > 0;
}
