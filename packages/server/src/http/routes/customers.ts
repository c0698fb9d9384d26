import { CreateCustomerSchema, CustomerSchema, UpdateCustomerSchema, pageSchema } from '@baton/protocol';
import type { Customer, Page } from '@baton/protocol';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { forgetValues } from '../../app/behaviour/forget-values.ts';
import { GUEST_ID, guest } from '../../app/find-customer.ts';
import { randomId } from '../../app/random-id.ts';
import type { CustomerQuery, CustomerRecord, DirectoryStore } from '../../ports/directory-store.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { itemNotFound, unprocessable } from '../problem.ts';
import { enumParam, intParam, textParam } from '../query.ts';
import type { Call } from '../route.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { streamArray } from '../stream-array.ts';
import { changeTags, checkTags } from '../tag-lists.ts';
import { customerView } from '../views.ts';

const CUSTOMER = '/customers/:customer_id';
/** Customers read at once for a list without `limit`. */
const PAGE = 500;

interface ListQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: 'asc' | 'desc' | undefined;
}

const ListQuerySchema: z.ZodType<ListQuery> = z.object({
  limit: intParam('Page size, 1 to 100. Without it the answer is a bare array.', { min: 1, max: 100 }),
  cursor: textParam('`next_cursor` of the page before.'),
  sort: enumParam(['asc', 'desc'], 'By creation time; default asc.'),
});

export function customerRoutes(parts: ServerParts): void {
  creatingRoutes(parts);
  readingRoutes(parts);
  changingRoutes(parts);
  deletingRoutes(parts);
}

function creatingRoutes(parts: ServerParts): void {
  const { app } = parts;
  const { directory } = app;
  route(parts, {
    method: 'POST',
    path: '/customers',
    operation: 'customers.write',
    tag: 'customers',
    summary: 'Create a customer',
    body: CreateCustomerSchema,
    response: CustomerSchema,
    status: 201,
    async handle({ body }) {
      await checkTags(parts, body.tags ?? []);
      const customer: CustomerRecord = {
        id: body.id ?? randomId(),
        createdAt: app.clock.now(),
        name: body.name,
        metadata: body.metadata ?? {},
        tags: [...new Set(body.tags ?? [])],
      };
      if (customer.id === GUEST_ID || !(await directory.createCustomer(customer))) {
        throw unprocessable(`Customer with id '${customer.id}' already exists`);
      }
      return customerView(customer);
    },
  });
}

function readingRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: '/customers',
    operation: 'customers.read',
    tag: 'customers',
    summary: 'List customers, the guest first',
    query: ListQuerySchema,
    response: z.union([z.array(CustomerSchema), pageSchema(CustomerSchema)]),
    status: 200,
    handle: (call) => listCustomers(parts, call),
  });
  route(parts, {
    method: 'GET',
    path: CUSTOMER,
    operation: 'customers.read',
    tag: 'customers',
    summary: 'Read a customer',
    response: CustomerSchema,
    status: 200,
    refusals: [404],
    handle: async ({ params }) => customerView(await find(parts, params['customer_id'] ?? '')),
  });
}

function changingRoutes(parts: ServerParts): void {
  const { app } = parts;
  const { directory } = app;
  route(parts, {
    method: 'PATCH',
    path: CUSTOMER,
    operation: 'customers.write',
    tag: 'customers',
    summary: 'Change a customer',
    body: UpdateCustomerSchema,
    response: CustomerSchema,
    status: 200,
    refusals: [404],
    async handle({ params, body }) {
      const current = await find(parts, params['customer_id'] ?? '');
      if (current.id === GUEST_ID)
        throw unprocessable('The guest stands for everybody unknown and cannot be changed.');
      await checkTags(parts, body.tags?.add ?? []);
      const metadata = new Map([
        ...Object.entries(current.metadata),
        ...Object.entries(body.metadata?.set ?? {}),
      ]);
      for (const key of body.metadata?.unset ?? []) metadata.delete(key);
      const customer = {
        ...current,
        name: body.name ?? current.name,
        metadata: Object.fromEntries(metadata),
        tags: changeTags(current.tags, body.tags),
      };
      await directory.putCustomer(customer);
      return customerView(customer);
    },
  });
}

function deletingRoutes(parts: ServerParts): void {
  const { app } = parts;
  const { directory } = app;
  route(parts, {
    method: 'DELETE',
    path: CUSTOMER,
    operation: 'customers.write',
    tag: 'customers',
    summary: 'Delete a customer',
    status: 204,
    refusals: [404],
    async handle({ params }) {
      const id = params['customer_id'] ?? '';
      if (!(await directory.deleteCustomer(id))) throw itemNotFound(id);
      await forgetValues(parts.behaviours, id);
    },
  });
}

async function find(parts: ServerParts, id: string): Promise<CustomerRecord> {
  if (id === GUEST_ID) return guest(parts.app.clock.now());
  const customer = await parts.app.directory.readCustomer(id);
  if (customer === null) throw itemNotFound(id);
  return customer;
}

/** The guest comes first and is counted; a page that holds only him goes on after him. */
async function listCustomers(
  parts: ServerParts,
  call: Call<undefined, ListQuery>,
): Promise<FastifyReply | Page<Customer>> {
  const { query } = call;
  const { directory, clock } = parts.app;
  const cursor = decodeCursor(query.cursor);
  const sort = query.sort ?? 'asc';
  const first = cursor === undefined ? [guest(clock.now())] : [];
  const afterGuest = cursor === undefined || cursor.id === GUEST_ID;
  const after = afterGuest ? {} : { after: { createdAt: cursor.at, id: cursor.id } };
  const { limit } = query;
  if (limit === undefined) {
    return streamArray(call.reply, allPages(directory, first, { sort, limit: PAGE, ...after }));
  }
  const wanted = limit + 1 - first.length;
  const found = [...first, ...(await directory.listCustomers({ sort, limit: wanted, ...after }))];
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const more = found.length > limit && last !== undefined;
  return {
    items: items.map(customerView),
    total_count: (await directory.countCustomers()) + 1,
    has_more: more,
    next_cursor: more ? encodeCursor({ at: last.createdAt, id: last.id }) : null,
  };
}

/** The guest if he comes first, then every customer, a page at a time. */
async function* allPages(
  directory: DirectoryStore,
  first: readonly CustomerRecord[],
  query: CustomerQuery,
): AsyncGenerator<string[]> {
  let found: readonly CustomerRecord[] = first;
  let next: CustomerQuery | null = query;
  for (;;) {
    yield found.map((customer) => JSON.stringify(customerView(customer)));
    if (next === null) return;
    found = await directory.listCustomers(next);
    const last = found.at(-1);
    next =
      last === undefined || found.length < PAGE
        ? null
        : { ...query, after: { createdAt: last.createdAt, id: last.id } };
  }
}
