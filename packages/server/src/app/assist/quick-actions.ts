import type { ActionResult, JsonObject, OperatorRef, QuickAction, ToolData } from '@baton/protocol';
import type { z } from 'zod';
import { FAILED_CALL } from '../../core/failed-call.ts';
import { refuse } from '../../core/handoff/decision.ts';
import type { Refusal } from '../../core/handoff/decision.ts';
import { isHeld } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { actionEvent } from '../../core/log/action-event.ts';
import { toolKey } from '../../core/behaviour/tool-id.ts';
import { toolIdOf } from '../../engine/tool-definition.ts';
import type { ToolDefinition } from '../../engine/tool-definition.ts';
import type { AssistStore } from '../../ports/assist-store.ts';
import type { CallSubject, OperatorCall, OperatorCaller } from '../../ports/operator-caller.ts';
import type { Idempotency } from '../../ports/session-store.ts';
import type { App } from '../app.ts';
import type { Behaviours } from '../behaviour/behaviours.ts';
import { findCustomer } from '../find-customer.ts';
import type { HandoffDesk } from '../handoff-desk.ts';
import { newTraceId, randomId } from '../random-id.ts';
import { actionForm } from './action-form.ts';
import { choicesOf } from './choices-of.ts';
import { operatorToolsOf } from './operator-tools.ts';
import type { OfferedTool } from './operator-tools.ts';
import { parseArguments } from './parse-arguments.ts';

/** Side by side, of all operators: a service that hangs takes no more. */
const MOST_AT_ONCE = 50;

export interface ActionRequest {
  readonly operator: OperatorRef;
  readonly arguments: JsonObject;
  readonly confirmed: boolean;
}

export type ActionOutcome =
  | { readonly type: 'done'; readonly result: ActionResult }
  | { readonly type: 'no-handoff' }
  | { readonly type: 'no-action' }
  /** Arguments that the tool does not take. */
  | { readonly type: 'invalid'; readonly issues: readonly z.core.$ZodIssue[] }
  | { readonly type: 'idempotency-mismatch' }
  | Refusal;

interface Request {
  readonly traceId: string;
  readonly idempotency?: Idempotency | undefined;
}

export interface QuickActionsParts {
  readonly app: App;
  readonly behaviours: Behaviours;
  readonly desk: HandoffDesk;
  readonly store: AssistStore;
  readonly caller: OperatorCaller;
}

interface Running {
  readonly fingerprint: string;
  readonly outcome: Promise<ActionOutcome>;
}

/**
 * What operators do with the author's tools (H8.1): each is run once for its key, however often it is asked for, and
 * what came of it stands in the session's log under the operator's name, where the AI finds it after the return.
 */
export class QuickActions implements AsyncDisposable {
  readonly #parts: QuickActionsParts;
  readonly #running = new Map<string, Running>();
  readonly #stop = new AbortController();

  constructor(parts: QuickActionsParts) {
    this.#parts = parts;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort(new Error('the server stops'));
    await Promise.allSettled([...this.#running.values()].map(({ outcome }) => outcome));
  }

  /** Null when there is no such handoff. */
  async list(handoffId: string): Promise<QuickAction[] | null> {
    const handoff = await this.#parts.app.sessions.readHandoff(handoffId);
    if (handoff === null) return null;
    const subject = await this.#subjectOf(handoff);
    if (subject === null) return [];
    const forms = await Promise.all(
      [...this.#toolsOf(subject).values()].map(async (offered) =>
        actionForm(
          offered,
          handoff.package,
          await choicesOf(offered.tool, subject, { signal: this.#stop.signal, log: this.#parts.app.log }),
        ),
      ),
    );
    return forms.filter((form) => form !== null);
  }

  async run(
    handoffId: string,
    actionId: string,
    action: ActionRequest,
    request: Request,
  ): Promise<ActionOutcome> {
    const { app } = this.#parts;
    const handoff = await app.sessions.readHandoff(handoffId);
    if (handoff === null) return { type: 'no-handoff' };
    const key = request.idempotency === undefined ? randomId() : request.idempotency.key;
    const fingerprint = request.idempotency?.fingerprint ?? '';
    const place = JSON.stringify([handoff.sessionId, key]);
    const same = this.#running.get(place);
    if (same !== undefined)
      return same.fingerprint === fingerprint ? same.outcome : { type: 'idempotency-mismatch' };
    if (this.#running.size >= MOST_AT_ONCE)
      return refuse('rate-limited', 'Too many actions are running: try again in a moment.');
    // From here to the entry nothing is awaited: of a double click the second finds the first.
    const outcome = this.#once(handoff, actionId, action, request).finally(() => this.#running.delete(place));
    this.#running.set(place, { fingerprint, outcome });
    return outcome;
  }

  async #once(
    handoff: HandoffState,
    actionId: string,
    action: ActionRequest,
    request: Request,
  ): Promise<ActionOutcome> {
    const repeated = await this.#repeated(handoff.sessionId, actionId, request.idempotency);
    if (repeated !== null) return repeated;
    const subject = await this.#subjectOf(handoff);
    const tool = subject === null ? undefined : this.#toolsOf(subject).get(actionId)?.tool;
    if (subject === null || tool === undefined) return { type: 'no-action' };
    const refusal = await this.#refuse(handoff, action.operator);
    if (refusal !== null) return refusal;
    const parsed = await parseArguments(tool, action.arguments);
    if (parsed.type !== 'parsed') return parsed;
    if (tool.consequential === true && !action.confirmed)
      return refuse(
        'needs-confirmation',
        `${actionId} changes something outside: confirm it with \`confirmed\`.`,
      );
    return this.#begin(handoff, { tool, subject, args: parsed.value, action }, request);
  }

  async #repeated(
    sessionId: string,
    actionId: string,
    idempotency: Idempotency | undefined,
  ): Promise<ActionOutcome | null> {
    if (idempotency === undefined) return null;
    const repeat = await this.#parts.app.sessions.findRepeat(sessionId, idempotency);
    if (repeat === null) return null;
    if (repeat === 'mismatch') return { type: 'idempotency-mismatch' };
    const event = await this.#parts.app.sessions.readEvent(sessionId, repeat);
    if (event?.kind !== 'tool') return { type: 'no-action' };
    const [call] = (JSON.parse(event.data) as ToolData).tool_calls;
    const data = call?.result.data ?? null;
    return {
      type: 'done',
      result: { action_id: actionId, failed: data === FAILED_CALL, data, offset: repeat },
    };
  }

  /** Only the holder acts, or a lead: it binds the company as a promise does. */
  async #refuse(handoff: HandoffState, operator: OperatorRef): Promise<Refusal | null> {
    const { record } = await this.#parts.app.staff.ensureOperator(operator);
    if (!isHeld(handoff.stage))
      return refuse('wrong-stage', `This cannot be done while the handoff is ${handoff.stage}.`);
    if (handoff.operator?.id === operator.id || record.lead) return null;
    const name = handoff.operator?.name ?? 'An outside system';
    return refuse('not-holder', `${name} holds this session; only the holder or a lead can do this.`);
  }

  /** It is written down that it begins: should the server die meanwhile, nobody runs it a second time unawares. */
  async #begin(
    handoff: HandoffState,
    run: {
      readonly tool: ToolDefinition;
      readonly subject: CallSubject;
      readonly args: Record<string, unknown>;
      readonly action: ActionRequest;
    },
    request: Request,
  ): Promise<ActionOutcome> {
    const { app, store, caller } = this.#parts;
    const { tool, subject, args, action } = run;
    const toolId = toolKey(toolIdOf(tool));
    const { idempotency } = request;
    const before =
      idempotency === undefined
        ? null
        : await store.beginAction({
            ...{ sessionId: handoff.sessionId, toolId, at: app.clock.now() },
            ...{ key: idempotency.key, fingerprint: idempotency.fingerprint, operatorId: action.operator.id },
          });
    if (before !== null && before.fingerprint !== idempotency?.fingerprint)
      return { type: 'idempotency-mismatch' };
    const call = before === null ? await caller.call(subject, tool, args, this.#stop.signal) : caller.lost();
    return this.#write(handoff, toolId, action, call, request);
  }

  async #write(
    handoff: HandoffState,
    toolId: string,
    { operator, arguments: given }: ActionRequest,
    call: OperatorCall,
    { traceId, idempotency }: Request,
  ): Promise<ActionOutcome> {
    const { result, failed } = call;
    const event = actionEvent(traceId, operator, { toolId, arguments: given, result });
    const outcome = await this.#parts.app.sessions.commit({
      sessionId: handoff.sessionId,
      events: [event],
      ...(idempotency !== undefined && { idempotency }),
    });
    switch (outcome.type) {
      case 'committed': {
        await this.#promise(handoff.id, operator, call);
        const data = result['data'] ?? null;
        const done = { action_id: toolId, failed, data, offset: outcome.firstOffset };
        return { type: 'done', result: done };
      }
      case 'repeated':
        return (await this.#repeated(handoff.sessionId, toolId, idempotency)) ?? { type: 'no-action' };
      case 'idempotency-mismatch':
        return outcome;
      default:
        // The session was deleted meanwhile, and with it where this would stand.
        return { type: 'no-handoff' };
    }
  }

  async #promise(handoffId: string, operator: OperatorRef, { commitments }: OperatorCall): Promise<void> {
    for (const { text, due } of commitments) {
      const command = { do: 'commit', operator, id: randomId(), text, due } as const;
      const outcome = await this.#parts.desk.command(handoffId, command, { traceId: newTraceId() });
      if (outcome.type === 'done') continue;
      const details = { handoff: handoffId, outcome: outcome.type };
      this.#parts.app.log.warn(details, 'what an action promised could not be recorded');
    }
  }

  async #subjectOf({ sessionId }: HandoffState): Promise<CallSubject | null> {
    const { app } = this.#parts;
    const session = await app.sessions.readSession(sessionId);
    const agent = session === null ? null : await app.directory.readAgent(session.agentId);
    if (session === null || agent === null) return null;
    const customer = await findCustomer(app.directory, session.customerId);
    return { session, agent, customer };
  }

  #toolsOf({ agent }: CallSubject): ReadonlyMap<string, OfferedTool> {
    return operatorToolsOf(this.#parts.behaviours.of(agent));
  }
}
