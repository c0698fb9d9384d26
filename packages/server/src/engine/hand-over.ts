import { changeDesk } from '../app/change-desk.ts';
import { requestHandoff } from '../app/request-handoff.ts';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import { NO_OUTLOOK } from '../core/waiting/outlook.ts';
import type { Outlook } from '../core/waiting/outlook.ts';
import { sayTransitionAsAi } from '../core/handoff/ask-for-person.ts';
import type { CompositionInput, Trigger } from '../ports/engine-stages.ts';
import type { SessionPatch } from '../ports/session-store.ts';
import { HANDOFF_REASONS } from '@baton/protocol';
import type { JsonObject } from '@baton/protocol';
import { asksForPerson } from './prepare-answer.ts';
import { readHandoffControl } from './handoff-control.ts';
import { toolKey } from '../core/behaviour/tool-id.ts';
import { toolIdOf } from './tool-definition.ts';
import type { ExecutedCall, HandoffControl } from './tool-definition.ts';
import type { MatchedParts } from './turn-log.ts';
import type { TurnContext } from './turn-context.ts';
import { TurnOvertaken } from './turn-writer.ts';
import type { TurnScope } from './turn-scope.ts';

/**
 * A tool of the AI's own cannot speak for people and programs, and what a customer could talk the AI into saying may
 * not lift the limit of his requests (H4.7).
 */
const NOT_FOR_TOOLS: ReadonlySet<string> = new Set(['operator_takeover', 'api', 'ai_error']);
const REASONS: ReadonlySet<string> = new Set(HANDOFF_REASONS.filter((reason) => !NOT_FOR_TOOLS.has(reason)));

export interface HandOver {
  readonly triggers: readonly Trigger[];
  readonly matched: MatchedParts;
  /** What the transition message is composed from. Called once the request stands. */
  input(outlook: Outlook): Promise<CompositionInput>;
  patch(state: JsonObject): SessionPatch;
}

export type HandOverOutcome =
  | { readonly type: 'handed-over' }
  /** H4.7: nobody was asked for; from `again` on, in microseconds since 1970, one may be. */
  | { readonly type: 'limited'; readonly again: number };

const HANDED_OVER: HandOverOutcome = { type: 'handed-over' };

/**
 * Asks for a person, then says the transition message (H3.2). The request stands before the message is composed:
 * a slow or failing composer costs nothing, the desk says it when the AI does not.
 */
export async function handOver(
  scope: TurnScope,
  context: TurnContext,
  command: HandOver,
): Promise<HandOverOutcome> {
  const { app, session, stages, writer, log, recorder } = scope;
  const { triggers } = command;
  const [trigger] = triggers;
  if (trigger === undefined) throw new Error('nothing has called for a person');
  const { reason, priority, ...wanted } = readHandoffControl(howToAsk(triggers));
  writer.handsOver();
  const requested = await requestHandoff(app, session.id, {
    reason: (trigger.handoff === undefined ? undefined : reason) ?? trigger.reason,
    evidence: triggers.map(({ evidence }) => evidence),
    ...(priority !== undefined && { priority }),
    ...(Object.keys(wanted).length > 0 && { wanted }),
    transition: { by: 'ai' },
    traceId: context.traceId,
    guard: writer.guard,
    byTurn: true,
  });
  const held = requested.type === 'limited' ? 'limit' : undefined;
  for (const each of triggers) recorder.trigger(each.reason, each.evidence, held);
  if (requested.type === 'limited') {
    writer.keepsSession();
    return { type: 'limited', again: requested.again };
  }
  if (requested.type !== 'done') throw new TurnOvertaken();
  writer.goOnUnder(requested.decision.control.epoch);
  writer.speaks();
  await writer.append([log.status('typing')]);
  const input = await command.input(outlookAt(app, requested.decision.handoff, app.clock.now()));
  const composition = await scope.stage('compose', stages.composer.compose(context, input));
  const text = composition.messages.map(({ text: part }) => part).join('\n\n');
  const patch = command.patch(composition.state);
  const completed = log.completed(command.matched);
  if (text === '') {
    await writer.append([completed], patch);
    return HANDED_OVER;
  }
  const message = log.composed(context.agent, { ...composition.messages[0], text });
  const said = await changeDesk(
    app,
    session.id,
    (desk, moment) => sayTransitionAsAi(desk, message, moment, outlookAt(app, desk.handoff, moment.at)),
    {
      traceId: context.traceId,
      guard: writer.guard,
      byTurn: true,
      trailing: [log.status('ready'), completed],
      patch,
    },
  );
  // The desk has said it meanwhile: the turn ends all the same.
  if (said.type === 'unchanged') await writer.append([log.status('ready'), completed], patch);
  else if (said.type !== 'done') throw new TurnOvertaken();
  return HANDED_OVER;
}

/** H4.5: how things stand for the one who has asked, before he is promised anything. */
function outlookAt({ lines }: TurnScope['app'], handoff: HandoffState | null, at: number): Outlook {
  return handoff === null ? NO_OUTLOOK : lines.outlookOf(handoff, at);
}

/** What the first trigger that says how a person is to be asked for says. */
function howToAsk(triggers: readonly Trigger[]): Trigger['handoff'] {
  return triggers.find(({ handoff }) => handoff !== undefined && Object.keys(handoff).length > 0)?.handoff;
}

/**
 * What the tools that asked for a person make; the one that said how comes first (H2.4). The reason is what the tool
 * said, in its control or as an argument; else what the customer's words tell (`explained`); else that the matter
 * is too much for the AI.
 */
export function toolTriggers(
  context: TurnContext,
  calls: readonly ExecutedCall[],
  explained: string | null,
): Trigger[] {
  const asking = calls.filter(asksForPerson);
  const told = asking.toSorted((a, b) => Number(hasControl(b)) - Number(hasControl(a)));
  return told.map((call) => {
    const said = withArgument(readHandoffControl(call.result.control?.handoff), call.arguments['reason']);
    const reason = said.reason ?? explained ?? 'complex_issue';
    return { reason, evidence: evidenceOf(context, triggerName(call)), handoff: said };
  });
}

/** Whether a tool has asked for a person and left open why. */
export function leavesReasonOpen(calls: readonly ExecutedCall[]): boolean {
  return calls.some(
    (call) => asksForPerson(call) && readHandoffControl(call.result.control?.handoff).reason === undefined,
  );
}

/** Tools that take a `reason` are called with one of ours or with words: those are for the operator. */
function withArgument(handoff: HandoffControl, argument: unknown): HandoffControl {
  const { reason: given } = readHandoffControl({ reason: argument });
  if (given === undefined || handoff.reason !== undefined) return handoff;
  const name = given.toLowerCase().replace(/[\s-]+/g, '_');
  if (REASONS.has(name)) return { ...handoff, reason: name };
  return handoff.note === undefined ? { ...handoff, note: given } : handoff;
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
