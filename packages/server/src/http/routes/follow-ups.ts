import {
  ActAsSchema,
  FOLLOW_UP_STATES,
  FollowUpSchema,
  SettleFollowUpSchema,
  pageSchema,
} from '@baton/protocol';
import type { ActAs, FollowUp, FollowUpState, Page, SettleFollowUp } from '@baton/protocol';
import { z } from 'zod';
import { followUpWire } from '../../app/feed/follow-ups-view.ts';
import type { FollowUpActor, FollowUpOutcome } from '../../app/follow-ups/follow-ups.ts';
import { actingOperator } from '../access/acting-operator.ts';
import { isLead } from '../access/staff-access.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { itemNotFound, refused } from '../problem.ts';
import { enumParam, intParam, textParam } from '../query.ts';
import type { Call } from '../route.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

interface ListQuery {
  state?: string | undefined;
  department?: string | undefined;
  owner?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

const ListQuerySchema: z.ZodType<ListQuery> = z.object({
  state: enumParam([...FOLLOW_UP_STATES], 'Only those in this state.'),
  department: textParam('Only those of the department with this id.'),
  owner: textParam('Only those that the operator with this id has taken upon himself.'),
  limit: intParam('Page size, 1 to 100; default 50.', { min: 1, max: 100 }),
  cursor: textParam('`next_cursor` of the page before.'),
});
const DEFAULT_LIMIT = 50;

/** What was promised to customers for later: calls, e-mails, commitments with a time. */
export function followUpRoutes(parts: ServerParts): void {
  const { followUps } = parts;
  route(parts, {
    method: 'GET',
    path: '/follow-ups',
    operation: 'follow-ups.read',
    tag: 'follow-ups',
    summary: 'List what is promised for later, in the order of its times',
    query: ListQuerySchema,
    response: pageSchema(FollowUpSchema),
    status: 200,
    handle: ({ query }) => list(parts, query),
  });
  act<ActAs>(parts, {
    name: 'claim',
    summary: 'Take it upon yourself; of two, one wins',
    body: ActAsSchema.default({}),
    act: (id, actor) => followUps.claim(id, actor),
  });
  act<SettleFollowUp>(parts, {
    name: 'done',
    summary: 'It has been done',
    body: SettleFollowUpSchema.default({}),
    act: (id, actor, { result }) => followUps.settle(id, 'done', { ...actor, result: result ?? null }),
  });
  act<SettleFollowUp>(parts, {
    name: 'cancel',
    summary: 'It need not be done any more',
    body: SettleFollowUpSchema.default({}),
    act: (id, actor, { result }) => followUps.settle(id, 'cancelled', { ...actor, result: result ?? null }),
  });
}

interface Act<B> {
  readonly name: string;
  readonly summary: string;
  readonly body: z.ZodType<B>;
  act(id: string, actor: FollowUpActor, body: B): Promise<FollowUpOutcome>;
}

function act<B extends ActAs>(parts: ServerParts, spec: Act<B>): void {
  route(parts, {
    method: 'POST',
    path: `/follow-ups/:follow_up_id/${spec.name}`,
    operation: 'follow-ups.work',
    tag: 'follow-ups',
    summary: spec.summary,
    body: spec.body,
    response: FollowUpSchema,
    status: 200,
    refusals: [404, 409],
    async handle({ params, body, principal }: Call<B, undefined>) {
      const id = params['follow_up_id'] ?? '';
      const operator = actingOperator(principal, body);
      await parts.staff.ensureOperator(operator);
      const outcome = await spec.act(id, { operator, lead: isLead(principal, parts.staff) }, body);
      switch (outcome.type) {
        case 'done':
          return followUpWire(outcome.followUp);
        case 'not-found':
          throw itemNotFound(id);
        case 'refused':
          throw refused(outcome.code, outcome.detail);
      }
    },
  });
}

async function list({ followUps }: ServerParts, query: ListQuery): Promise<Page<FollowUp>> {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const cursor = decodeCursor(query.cursor);
  const filter = {
    ...(query.state !== undefined && { state: query.state as FollowUpState }),
    ...(query.department !== undefined && { departmentId: query.department }),
    ...(query.owner !== undefined && { ownerId: query.owner }),
  };
  const [found, total] = await Promise.all([
    followUps.list({
      ...filter,
      limit: limit + 1,
      ...(cursor !== undefined && { after: { due: cursor.at, id: cursor.id } }),
    }),
    followUps.count(filter),
  ]);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const more = found.length > limit;
  return {
    items: items.map(followUpWire),
    total_count: total,
    has_more: more,
    next_cursor: more && last !== undefined ? encodeCursor({ at: last.due, id: last.id }) : null,
  };
}
