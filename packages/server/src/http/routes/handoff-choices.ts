import {
  ChooseContactSchema,
  CorrectLineSchema,
  HandoffLinesSchema,
  HandoffSchema,
  RateHandoffSchema,
} from '@baton/protocol';
import type { HandoffLines } from '@baton/protocol';
import { z } from 'zod';
import { chooseAlternative } from '../../app/follow-ups/choose-alternative.ts';
import type { Choice as Chosen } from '../../app/follow-ups/choose-alternative.ts';
import type { HandoffCommand } from '../../app/handoff-command.ts';
import { correctLine } from '../../app/package/correct-line.ts';
import { linesForCustomer } from '../../core/package/lines-for-customer.ts';
import { actingOperator } from '../access/acting-operator.ts';
import { authorize } from '../access/authorize.ts';
import { presentedPrincipals } from '../access/presented.ts';
import type { Principal } from '../access/principal.ts';
import { checkChoice, checkOutcome } from '../handoff-answers.ts';
import { itemNotFound } from '../problem.ts';
import type { Call } from '../route.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

/** What the customer decides himself: while he waits, when he leaves, and afterwards. */
export function handoffChoiceRoutes(parts: ServerParts): void {
  const nothing = z.object({}).default({});
  choice(parts, {
    name: 'withdraw',
    summary: 'The customer goes on with the AI',
    body: nothing,
    command: () => ({ do: 'withdraw' }),
  });
  choice(parts, {
    name: 'leave',
    summary: 'The customer has left the conversation',
    body: nothing,
    command: () => ({ do: 'leave' }),
  });
  choice(parts, {
    name: 'callback',
    summary: 'The customer wants to be called instead',
    body: ChooseContactSchema,
    choose: (body) => ({ choice: 'callback', ...body }),
  });
  choice(parts, {
    name: 'email',
    summary: 'The customer wants an e-mail instead',
    body: ChooseContactSchema,
    choose: (body) => ({ choice: 'email', ...body }),
  });
  choice(parts, {
    name: 'rating',
    summary: 'The customer says how well he was helped',
    body: RateHandoffSchema,
    command: ({ score, comment }) => ({ do: 'rate', score, comment: comment ?? null }),
  });
  lineRoutes(parts);
}

/** The lines handed over, for the customer to see and put right (H5.3), or an operator. */
function lineRoutes(parts: ServerParts): void {
  const { app } = parts;
  route(parts, {
    method: 'GET',
    path: '/handoffs/:handoff_id/lines',
    operation: 'handoffs.choose',
    tag: 'handoffs',
    summary: 'What was handed over of the conversation, as its customer may see it',
    response: HandoffLinesSchema,
    status: 200,
    refusals: [404],
    async handle(call) {
      const id = call.params['handoff_id'] ?? '';
      await chooserOf(parts, call, id);
      return readLines(parts, id);
    },
  });
  route(parts, {
    method: 'POST',
    path: '/handoffs/:handoff_id/corrections',
    operation: 'handoffs.choose',
    tag: 'handoffs',
    summary: 'Put one line of what was handed over right',
    body: CorrectLineSchema,
    response: HandoffLinesSchema,
    status: 201,
    refusals: [404, 409],
    async handle(call) {
      const id = call.params['handoff_id'] ?? '';
      const { body, traceId, idempotency } = call;
      const principal = await chooserOf(parts, call, id);
      // A program of the company speaks for the customer, never in an operator's name; so does an admin who names
      // none: on a server without keys the customer's page is one.
      const { role } = principal;
      const forCustomer = role !== 'operator' && (role !== 'admin' || !body.operator);
      const author = forCustomer ? null : actingOperator(principal, body);
      const by = author === null ? 'customer' : 'operator';
      const correction = { line: body.line, after: body.value, by, author } as const;
      checkOutcome(await correctLine(app, id, correction, { traceId, idempotency }), id);
      return readLines(parts, id);
    },
  });
}

async function readLines(parts: ServerParts, id: string): Promise<HandoffLines> {
  const state = await parts.app.sessions.readHandoff(id);
  if (state === null) throw itemNotFound(id);
  return { lines: linesForCustomer(state) };
}

interface Choice<B> {
  readonly name: string;
  readonly summary: string;
  readonly body: z.ZodType<B>;
  /** One of the two: what is done to the handoff, or what is chosen instead of waiting. */
  command?(body: B): HandoffCommand;
  choose?(body: B): Chosen;
}

function choice<B>(parts: ServerParts, spec: Choice<B>): void {
  route(parts, {
    method: 'POST',
    path: `/handoffs/:handoff_id/${spec.name}`,
    operation: 'handoffs.choose',
    tag: 'handoffs',
    summary: spec.summary,
    body: spec.body,
    response: HandoffSchema,
    status: 200,
    refusals: [404, 409],
    async handle(call: Call<B, undefined>) {
      const id = call.params['handoff_id'] ?? '';
      const { traceId, idempotency } = call;
      const principal = await chooserOf(parts, call, id);
      const request = { traceId, idempotency };
      if (spec.command !== undefined)
        checkOutcome(await parts.desk.command(id, spec.command(call.body), request), id);
      if (spec.choose !== undefined)
        checkChoice(await chooseAlternative(parts.app, id, spec.choose(call.body), request), id);
      const state = await parts.app.sessions.readHandoff(id);
      if (state === null) throw itemNotFound(id);
      return parts.desk.view(state, principal.role === 'customer');
    },
  });
}

/** Who chooses: of a browser's sessions the one that the handoff is about. */
async function chooserOf(
  parts: ServerParts,
  call: Pick<Call<unknown, undefined>, 'request'>,
  handoffId: string,
): Promise<Principal> {
  const sessionId = await parts.desk.sessionOf(handoffId);
  if (sessionId === null) throw itemNotFound(handoffId);
  const presented = presentedPrincipals(call.request, parts.credentials);
  const verdict = authorize(presented, 'handoffs.choose', sessionId);
  if (verdict.type === 'refused') throw itemNotFound(handoffId);
  return verdict.principal;
}
