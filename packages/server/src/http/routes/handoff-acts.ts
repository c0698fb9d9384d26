import {
  ActAsSchema,
  AddCommitmentSchema,
  AddNoteSchema,
  HandoffDetailSchema,
  OfferHandoffSchema,
  PrioritiseHandoffSchema,
  ResolveHandoffSchema,
  ReturnHandoffSchema,
  SendReplySchema,
  SessionEventSchema,
  TransferHandoffSchema,
} from '@baton/protocol';
import type { ActAs, OperatorRef, SendReply } from '@baton/protocol';
import type { z } from 'zod';
import type { HandoffCommand } from '../../app/handoff-command.ts';
import { randomId } from '../../app/random-id.ts';
import { actingOperator } from '../access/acting-operator.ts';
import { checkOutcome, readDetail } from '../handoff-answers.ts';
import { itemNotFound, refused } from '../problem.ts';
import type { Call } from '../route.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

/** What operators do with handoffs. */
export function handoffActRoutes(parts: ServerParts): void {
  queueActs(parts);
  stretchActs(parts);
  recordActs(parts);
  route(parts, {
    method: 'POST',
    path: '/handoffs/:handoff_id/messages',
    operation: 'handoffs.work',
    tag: 'handoffs',
    summary: 'Write to the customer, under your name or on behalf of the AI',
    body: SendReplySchema,
    response: SessionEventSchema,
    status: 201,
    refusals: [404, 409],
    handle: (call) => handleReply(parts, call),
  });
}

function queueActs(parts: ServerParts): void {
  act(parts, {
    name: 'accept',
    summary: 'Accept a waiting handoff, offered to you or out of the queue; of two, one wins',
    body: ActAsSchema.default({}),
    command: (operator) => ({ do: 'accept', operator }),
  });
  act(parts, {
    name: 'decline',
    summary: 'Decline what is offered to you; the next operator is asked at once',
    body: ActAsSchema.default({}),
    command: (operator) => ({ do: 'decline', operator }),
  });
  act(parts, {
    name: 'offer',
    summary: 'Put a waiting handoff to one operator who is here',
    body: OfferHandoffSchema,
    command: (operator, body) => ({ do: 'offer', operator, operatorId: body.operator_id }),
  });
  act(parts, {
    name: 'priority',
    summary: 'Move a waiting handoff in the queue: higher goes first',
    body: PrioritiseHandoffSchema,
    command: (operator, { priority }) => ({ do: 'prioritise', operator, priority }),
  });
  act(parts, {
    name: 'transfer',
    summary: 'Pass it to a department or to an operator who is here; its age is kept',
    body: TransferHandoffSchema,
    command: (operator, body) => ({
      do: 'transfer',
      operator,
      note: body.note ?? null,
      target: {
        ...(body.department && { department: body.department }),
        ...(body.operator_id && { operatorId: body.operator_id }),
        ...(body.skills && { skills: body.skills }),
        ...(body.language && { language: body.language }),
      },
    }),
  });
}

function stretchActs(parts: ServerParts): void {
  act(parts, {
    name: 'keep',
    summary: 'Keep a session that is about to go back to the AI',
    body: ActAsSchema.default({}),
    command: (operator) => ({ do: 'keep', operator }),
  });
  act(parts, {
    name: 'resolve',
    summary: 'End it: the matter is done',
    body: ResolveHandoffSchema,
    command: (operator, body) => ({
      do: 'resolve',
      operator,
      disposition: body.disposition,
      outcome: body.outcome ?? null,
      keepCommitments: body.keep_commitments ?? false,
      seenOffset: body.seen_offset ?? null,
    }),
  });
  act(parts, {
    name: 'return',
    summary: 'Give the session back to the AI',
    body: ReturnHandoffSchema.default({}),
    command: (operator, body) => ({
      do: 'return',
      operator,
      outcome: body.outcome ?? null,
      keepCommitments: body.keep_commitments ?? false,
    }),
  });
}

function recordActs(parts: ServerParts): void {
  act(parts, {
    name: 'notes',
    status: 201,
    summary: 'Add a note that only operators see',
    body: AddNoteSchema,
    command: (operator, { text, whisper }) => ({ do: 'note', operator, text, whisper }),
  });
  act(parts, {
    name: 'commitments',
    status: 201,
    summary: 'Record something that was promised to the customer',
    body: AddCommitmentSchema,
    command: (operator, { text, due }) => ({
      do: 'commit',
      operator,
      id: randomId(),
      text,
      due: due ? Date.parse(due) * 1000 : null,
    }),
  });
  act(parts, {
    name: 'commitments/:commitment_id/settle',
    summary: 'A promise has been kept, or let go of',
    body: ActAsSchema.default({}),
    command: (operator, _body, params) => ({
      do: 'settle-commitment',
      operator,
      id: params['commitment_id'] ?? '',
    }),
  });
}

interface Act<B> {
  readonly name: string;
  readonly summary: string;
  readonly status?: 200 | 201;
  readonly body: z.ZodType<B>;
  command(operator: OperatorRef, body: B, params: Readonly<Record<string, string>>): HandoffCommand;
}

/** One of the operator's acts: done to the handoff, answered with the handoff as it is afterwards. */
function act<B extends ActAs>(parts: ServerParts, spec: Act<B>): void {
  route(parts, {
    method: 'POST',
    path: `/handoffs/:handoff_id/${spec.name}`,
    operation: 'handoffs.work',
    tag: 'handoffs',
    summary: spec.summary,
    body: spec.body,
    response: HandoffDetailSchema,
    status: spec.status ?? 200,
    refusals: [404, 409],
    async handle(call: Call<B, undefined>) {
      const id = call.params['handoff_id'] ?? '';
      const { traceId, idempotency } = call;
      const operator = actingOperator(call.principal, call.body);
      const command = spec.command(operator, call.body, call.params);
      checkOutcome(await parts.desk.command(id, command, { traceId, idempotency }), id);
      return readDetail(parts, id);
    },
  });
}

async function handleReply(parts: ServerParts, call: Call<SendReply, undefined>): Promise<unknown> {
  const id = call.params['handoff_id'] ?? '';
  const { body, traceId, idempotency } = call;
  const seenOffset = body.force === true ? null : body.seen_offset;
  const operator = actingOperator(call.principal, body);
  const { message, as, attachments } = body;
  const reply = { operator, message, as, attachments, seenOffset };
  const outcome = await parts.desk.reply(id, reply, { traceId, idempotency });
  switch (outcome.type) {
    case 'sent':
      if (body.suggestion_id !== undefined)
        await parts.assistance.assists.used(id, body.suggestion_id, body.message);
      return outcome.event;
    case 'stale-view': {
      const count = outcome.missing.filter((event) => event.kind === 'message').length;
      const detail = `${count} newer ${count === 1 ? 'message has' : 'messages have'} come; read and send again.`;
      throw refused('stale-view', detail, { missing_events: outcome.missing });
    }
    default:
      checkOutcome(outcome, id);
      throw itemNotFound(id);
  }
}
