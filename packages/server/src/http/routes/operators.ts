import {
  CreateOperatorSchema,
  OperatorSchema,
  PresenceSchema,
  SetPresenceSchema,
  UpdateOperatorSchema,
  pageSchema,
} from '@baton/protocol';
import type { Operator, Page, Presence } from '@baton/protocol';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { operatorWire, presenceWire } from '../../app/staff/staff-wire.ts';
import type { StaffMember } from '../../app/staff/staff-view.ts';
import { operatorId } from '../access/credentials.ts';
import type { Principal } from '../access/principal.ts';
import { checkLead, checkPresenceOf, isLead, namedOperator } from '../access/staff-access.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { itemNotFound } from '../problem.ts';
import { intParam, textParam } from '../query.ts';
import type { Call } from '../route.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { valueOf } from '../staff-answers.ts';
import { inPages, streamArray } from '../stream-array.ts';

const OPERATOR = '/operators/:operator_id';

interface ListQuery {
  department_id?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

const ListQuerySchema: z.ZodType<ListQuery> = z.object({
  department_id: textParam('Only operators of this department.'),
  limit: intParam('Page size, 1 to 100. Without it the answer is a bare array.', { min: 1, max: 100 }),
  cursor: textParam('`next_cursor` of the page before.'),
});

export function operatorRoutes(parts: ServerParts): void {
  readingRoutes(parts);
  writingRoutes(parts);
  presenceRoutes(parts);
}

function readingRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: '/operators',
    operation: 'staff.read',
    tag: 'operators',
    summary: 'List operators, oldest first',
    query: ListQuerySchema,
    response: z.union([z.array(OperatorSchema), pageSchema(OperatorSchema)]),
    status: 200,
    handle: (call) => listOperators(parts, call),
  });
  route(parts, {
    method: 'GET',
    path: OPERATOR,
    operation: 'staff.read',
    tag: 'operators',
    summary: 'Read an operator; `me` is the caller',
    response: OperatorSchema,
    status: 200,
    refusals: [404, 422],
    handle: ({ params, principal }) => {
      const id = namedOperator(principal, params['operator_id'] ?? '');
      return view(parts, principal, find(parts, id));
    },
  });
}

function writingRoutes(parts: ServerParts): void {
  const { staff } = parts;
  route(parts, {
    method: 'POST',
    path: '/operators',
    operation: 'staff.write',
    tag: 'operators',
    summary: 'Create an operator',
    body: CreateOperatorSchema,
    response: OperatorSchema,
    status: 201,
    refusals: [403],
    async handle({ body, principal }) {
      checkLead(principal, staff);
      const id = body.id ?? operatorId(body.name);
      return view(parts, principal, valueOf(await staff.createOperator({ ...body, id }), id));
    },
  });
  route(parts, {
    method: 'PATCH',
    path: OPERATOR,
    operation: 'staff.write',
    tag: 'operators',
    summary: 'Change an operator',
    body: UpdateOperatorSchema,
    response: OperatorSchema,
    status: 200,
    refusals: [403, 404],
    async handle({ params, body, principal }) {
      checkLead(principal, staff);
      const id = namedOperator(principal, params['operator_id'] ?? '');
      return view(parts, principal, valueOf(await staff.updateOperator(id, body), id));
    },
  });
  route(parts, {
    method: 'DELETE',
    path: OPERATOR,
    operation: 'staff.write',
    tag: 'operators',
    summary: 'Delete an operator; his chats are queued again',
    status: 204,
    refusals: [403, 404, 422],
    async handle({ params, principal }) {
      checkLead(principal, staff);
      const id = namedOperator(principal, params['operator_id'] ?? '');
      valueOf(await staff.deleteOperator(id), id);
    },
  });
}

function presenceRoutes(parts: ServerParts): void {
  const { staff } = parts;
  route(parts, {
    method: 'GET',
    path: `${OPERATOR}/presence`,
    operation: 'staff.read',
    tag: 'operators',
    summary: 'Whether an operator is here',
    response: PresenceSchema,
    status: 200,
    refusals: [404, 422],
    handle: ({ params, principal }) => {
      const id = namedOperator(principal, params['operator_id'] ?? '');
      return presenceView(parts, find(parts, id));
    },
  });
  route(parts, {
    method: 'PUT',
    path: `${OPERATOR}/presence`,
    operation: 'presence.write',
    tag: 'operators',
    summary: 'Say that an operator is available, away or offline; begins his lease or ends it',
    body: SetPresenceSchema,
    response: PresenceSchema,
    status: 200,
    refusals: [403, 404],
    async handle({ params, body, principal }) {
      const id = namedOperator(principal, params['operator_id'] ?? '');
      checkPresenceOf(principal, id, body.status, staff);
      await ensureCaller(parts, principal, id);
      return presenceView(parts, await staff.setPresence(id, body.status), id);
    },
  });
  route(parts, {
    method: 'POST',
    path: `${OPERATOR}/heartbeat`,
    operation: 'presence.write',
    tag: 'operators',
    summary: 'Renew the lease of an operator, every 15 seconds; one who is offline stays so',
    response: PresenceSchema,
    status: 200,
    refusals: [403, 404, 422],
    async handle({ params, principal }) {
      const id = namedOperator(principal, params['operator_id'] ?? '');
      checkPresenceOf(principal, id, 'renewed', staff);
      await ensureCaller(parts, principal, id);
      return presenceView(parts, await staff.heartbeat(id), id);
    },
  });
}

/** An operator whose key acts for the first time. */
async function ensureCaller({ staff }: ServerParts, principal: Principal, id: string): Promise<void> {
  if (principal.role === 'operator' && principal.operator.id === id)
    await staff.ensureOperator(principal.operator);
}

function find({ staff }: ServerParts, id: string): StaffMember {
  const member = staff.operator(id);
  if (member === null) throw itemNotFound(id);
  return member;
}

function view({ app, staff, loadOf }: ServerParts, principal: Principal, member: StaffMember): Operator {
  const load = loadOf(member.record.id);
  return operatorWire(member, { now: app.clock.now(), load, showEmail: isLead(principal, staff) });
}

/** `member` null: the operator `id` is not known, or not any more. */
function presenceView({ app }: ServerParts, member: StaffMember | null, id: string = ''): Presence {
  if (member === null) throw itemNotFound(id);
  return presenceWire(member, app.clock.now());
}

/** As lists of customers are: a bare array, or pages where `limit` is given. */
function listOperators(
  parts: ServerParts,
  { query, principal, reply }: Call<undefined, ListQuery>,
): FastifyReply | Page<Operator> {
  const { limit, department_id: department } = query;
  const matching = parts.staff
    .operators()
    .filter(({ record }) => department === undefined || record.departments.includes(department))
    .toSorted((a, b) => compare(place(a), place(b)));
  const cursor = decodeCursor(query.cursor);
  const rest = cursor === undefined ? matching : matching.filter((each) => compare(place(each), cursor) > 0);
  const views = (page: readonly StaffMember[]): Operator[] =>
    page.map((member) => view(parts, principal, member));
  if (limit === undefined) return streamArray(reply, inPages(rest, views));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const more = rest.length > limit && last !== undefined;
  return {
    items: views(items),
    total_count: matching.length,
    has_more: more,
    next_cursor: more ? encodeCursor(place(last)) : null,
  };
}

interface Place {
  readonly at: number;
  readonly id: string;
}

function place({ record }: StaffMember): Place {
  return { at: record.createdAt, id: record.id };
}

function compare(a: Place, b: Place): number {
  if (a.at !== b.at) return a.at - b.at;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
