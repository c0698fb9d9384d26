import {
  ActAsSchema,
  ActionResultSchema,
  AssistSchema,
  HandoffDetailSchema,
  QuickActionSchema,
  RewriteDraftSchema,
  RewrittenDraftSchema,
  RunActionSchema,
} from '@baton/protocol';
import type { ActAs, ActionResult, Assist, RewriteDraft, RunAction } from '@baton/protocol';
import { z } from 'zod';
import { refreshSummary } from '../../app/assist/refresh-summary.ts';
import { isHeld } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { actingOperator } from '../access/acting-operator.ts';
import type { Principal } from '../access/principal.ts';
import { isLead } from '../access/staff-access.ts';
import { checkOutcome, readDetail, refusal } from '../handoff-answers.ts';
import { Problem, invalid, itemNotFound, notFound, refused } from '../problem.ts';
import type { Call } from '../route.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { faultsOf } from '../validation.ts';

const SHARED = { operation: 'handoffs.work', tag: 'handoffs', status: 200 } as const;

/** What helps operators to answer. */
export function assistRoutes(parts: ServerParts): void {
  textRoutes(parts);
  actionRoutes(parts);
}

function textRoutes(parts: ServerParts): void {
  route(parts, {
    ...SHARED,
    method: 'GET',
    path: '/handoffs/:handoff_id/assist',
    summary: 'A suggested reply to the newest message and articles about it, for the holder or a lead',
    response: AssistSchema,
    refusals: [404, 409],
    handle: (call) => readAssist(parts, call),
  });
  route(parts, {
    ...SHARED,
    method: 'POST',
    path: '/handoffs/:handoff_id/rewrite',
    summary: 'A draft in other words or another language, by a language model',
    body: RewriteDraftSchema,
    response: RewrittenDraftSchema,
    refusals: [404, 409, 429, 503],
    handle: (call) => rewriteDraft(parts, call),
  });
  route(parts, {
    ...SHARED,
    method: 'POST',
    path: '/handoffs/:handoff_id/summary',
    summary: 'Write the summary of what was handed over anew',
    body: ActAsSchema.default({}),
    response: HandoffDetailSchema,
    refusals: [404, 409],
    async handle(call: Call<ActAs, undefined>) {
      const handoffId = idIn(call);
      const { traceId, idempotency } = call;
      const operator = actingOperator(call.principal, call.body);
      const command = { handoffId, operator };
      const request = { traceId, idempotency };
      checkOutcome(
        await refreshSummary(parts.app, parts.assistance.summaryWriter, command, request),
        handoffId,
      );
      return readDetail(parts, handoffId);
    },
  });
}

function actionRoutes(parts: ServerParts): void {
  route(parts, {
    ...SHARED,
    method: 'GET',
    path: '/handoffs/:handoff_id/actions',
    summary: "The author's tools that operators may run, as forms that are filled in as far as the chat goes",
    response: z.array(QuickActionSchema),
    refusals: [404],
    async handle(call) {
      const actions = await parts.assistance.actions.list(idIn(call));
      if (actions === null) throw itemNotFound(idIn(call));
      return actions;
    },
  });
  route(parts, {
    ...SHARED,
    method: 'POST',
    path: '/handoffs/:handoff_id/actions/:action_id',
    summary: 'Run one of these tools; what comes of it is written to the log',
    body: RunActionSchema,
    response: ActionResultSchema,
    refusals: [404, 409, 413, 429],
    handle: (call) => runAction(parts, call),
  });
}

async function readAssist(parts: ServerParts, call: Call<undefined, undefined>): Promise<Assist> {
  const handoff = await readHandoff(parts, idIn(call));
  checkHolder(parts, call.principal, handoff, null);
  const { principal } = call;
  // A console with an admin's key shows it to the operator whose console it is: the one who holds it.
  const reader = principal.role === 'operator' ? principal.operator.id : (handoff.operator?.id ?? null);
  return (await parts.assistance.assists.read(handoff, reader)) ?? parts.assistance.assists.empty(handoff);
}

async function rewriteDraft(
  parts: ServerParts,
  call: Call<RewriteDraft, undefined>,
): Promise<{ text: string }> {
  const { body, principal } = call;
  const operator = actingOperator(principal, body);
  const handoff = await readHandoff(parts, idIn(call));
  checkHolder(parts, principal, handoff, operator.id);
  const { text, how } = body;
  const language = how === 'translate' ? (body.language ?? handoff.package.language ?? 'en') : null;
  const outcome = await parts.assistance.rewrites.rewrite(operator.id, { text, how, language });
  switch (outcome.type) {
    case 'rewritten':
      return { text: outcome.text };
    case 'failed':
      throw new Problem(503, { detail: 'The model gave no usable answer: the draft stays as it is.' });
    case 'refused':
      throw refusal(outcome);
  }
}

async function runAction(parts: ServerParts, call: Call<RunAction, undefined>): Promise<ActionResult> {
  const { body, principal, traceId, idempotency } = call;
  const operator = actingOperator(principal, body);
  const actionId = call.params['action_id'] ?? '';
  const action = { operator, arguments: body.arguments, confirmed: body.confirmed ?? false };
  const outcome = await parts.assistance.actions.run(idIn(call), actionId, action, { traceId, idempotency });
  switch (outcome.type) {
    case 'done':
      return outcome.result;
    case 'no-handoff':
      throw itemNotFound(idIn(call));
    case 'no-action':
      throw notFound(`There is no action '${actionId}' for operators of this agent.`);
    case 'invalid':
      throw invalid(faultsOf(outcome.issues, body.arguments, ['body', 'arguments']));
    case 'idempotency-mismatch':
      throw refused('idempotency-mismatch', 'This Idempotency-Key was used for another request.');
    case 'refused':
      throw refusal(outcome);
  }
}

async function readHandoff({ app }: ServerParts, id: string): Promise<HandoffState> {
  const handoff = await app.sessions.readHandoff(id);
  if (handoff === null) throw itemNotFound(id);
  return handoff;
}

/** What is held is the holder's, and the leads'. */
function checkHolder(
  { staff }: ServerParts,
  principal: Principal,
  { stage, operator }: HandoffState,
  actingId: string | null,
): void {
  if (!isHeld(stage) || operator === null || isLead(principal, staff)) return;
  const reader = actingId ?? (principal.role === 'operator' ? principal.operator.id : null);
  if (reader === operator.id) return;
  throw refused('not-holder', `${operator.name} holds this session: help is for the holder and for leads.`);
}

function idIn({ params }: Pick<Call<unknown, unknown>, 'params'>): string {
  return params['handoff_id'] ?? '';
}
