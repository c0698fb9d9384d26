import { CreateRelationshipSchema, RELATIONSHIP_KINDS, RelationshipSchema } from '@baton/protocol';
import type { CreateRelationship, Relationship as RelationshipView, ToolRef } from '@baton/protocol';
import { z } from 'zod';
import { endKey, relatedTo } from '../../core/behaviour/related.ts';
import type { Relationship, RelationshipEnd } from '../../core/behaviour/relationship.ts';
import { checkRoom, checkTools, findRecord, newId, refuseCoded } from '../behaviour-references.ts';
import { unprocessable } from '../problem.ts';
import { boolParam, enumParam, textParam } from '../query.ts';
import { relationshipViews } from '../relationship-views.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { inPages, streamArray } from '../stream-array.ts';
import { checkTags } from '../tag-lists.ts';

const RELATIONSHIP = '/relationships/:relationship_id';

const ListQuerySchema = z.object({
  kind: enumParam(RELATIONSHIP_KINDS, 'Only those of this kind.'),
  indirect: boolParam(true, 'With those too that lead there over others of the same kind.'),
  guideline_id: textParam('Only those this guideline has part in.'),
  tag_id: textParam('Only those this tag has part in.'),
  tool_id: textParam('Only those this tool has part in, as `service:tool`.'),
});
type ListQuery = z.infer<typeof ListQuerySchema>;

export function relationshipRoutes(parts: ServerParts): void {
  creating(parts);
  reading(parts);
  deleting(parts);
}

function creating(parts: ServerParts): void {
  const { behaviours, writer, app } = parts;
  route(parts, {
    method: 'POST',
    path: '/relationships',
    operation: 'behaviour.write',
    tag: 'relationships',
    summary: 'Create a relationship; one that is there already is answered as it is',
    body: CreateRelationshipSchema,
    response: RelationshipSchema,
    status: 201,
    refusals: [404],
    handle: ({ body }) =>
      writer.run(async () => {
        const source = await endOf(parts, 'source', body);
        const target = await endOf(parts, 'target', body);
        const [from, to] = [endKey(source), endKey(target)];
        if (from === to) throw unprocessable('source and target cannot be the same entity');
        const same = behaviours
          .list('relationship')
          .find(
            (each) => each.kind === body.kind && endKey(each.source) === from && endKey(each.target) === to,
          );
        if (same !== undefined) return viewOf(parts, same);
        checkRoom(parts, 'relationship');
        const taken = (id: string): boolean => behaviours.get('relationship', id) !== null;
        const id = newId(taken, 'Relationship', null, [body.kind, from, to]);
        const record: Relationship = { id, createdAt: app.clock.now(), kind: body.kind, source, target };
        await behaviours.apply([{ op: 'put', kind: 'relationship', record }]);
        return viewOf(parts, record);
      }),
  });
}

async function viewOf(parts: ServerParts, relationship: Relationship): Promise<RelationshipView | undefined> {
  const [view] = await relationshipViews(parts, [relationship]);
  return view;
}

/** One side, checked: exactly one of a guideline, a tag and a tool, and it exists. */
async function endOf(
  parts: ServerParts,
  side: 'source' | 'target',
  body: CreateRelationship,
): Promise<RelationshipEnd> {
  const guideline = body[`${side}_guideline`] ?? null;
  const tag = body[`${side}_tag`] ?? null;
  const tool: ToolRef | null = body[`${side}_tool`] ?? null;
  if (guideline !== null && tag !== null)
    throw unprocessable(`A relationship cannot have both a ${side} guideline and a ${side} tag`);
  const given = [guideline, tag, tool].filter((end) => end !== null);
  if (given.length !== 1) {
    throw unprocessable(
      `Give exactly one of '${side}_guideline', '${side}_tag' and '${side}_tool'; there ${given.length === 0 ? 'is none' : `are ${given.length}`}.`,
    );
  }
  if (guideline !== null) return { type: 'guideline', id: findRecord(parts, 'guideline', guideline).id };
  if (tag !== null) {
    await checkTags(parts, [tag]);
    return { type: 'tag', id: tag };
  }
  const [id] = checkTools(parts, tool === null ? [] : [tool]);
  if (id === undefined) throw new Error('one of three was given');
  return { type: 'tool', id };
}

function reading(parts: ServerParts): void {
  const { behaviours } = parts;
  route(parts, {
    method: 'GET',
    path: '/relationships',
    operation: 'behaviour.read',
    tag: 'relationships',
    summary: 'List relationships, oldest first',
    query: ListQuerySchema,
    response: z.array(RelationshipSchema),
    status: 200,
    refusals: [404],
    async handle({ query, reply }) {
      const ofKind = behaviours
        .list('relationship')
        .filter(({ kind }) => query.kind === undefined || kind === query.kind);
      const end = await wantedEnd(parts, query);
      const wanted = end === null ? ofKind : relatedTo(ofKind, end, query.indirect);
      return streamArray(
        reply,
        inPages(wanted, (page) => relationshipViews(parts, page)),
      );
    },
  });
  route(parts, {
    method: 'GET',
    path: RELATIONSHIP,
    operation: 'behaviour.read',
    tag: 'relationships',
    summary: 'Read a relationship',
    response: RelationshipSchema,
    status: 200,
    refusals: [404],
    handle: ({ params }) => viewOf(parts, findRecord(parts, 'relationship', params['relationship_id'] ?? '')),
  });
}

/** The end a list is asked for; null for none. */
async function wantedEnd(parts: ServerParts, query: ListQuery): Promise<RelationshipEnd | null> {
  const { guideline_id: guideline, tag_id: tag, tool_id: tool } = query;
  const given = [guideline, tag, tool].filter((id) => id !== undefined);
  if (given.length > 1) throw unprocessable('Give one of guideline_id, tag_id and tool_id.');
  if (guideline !== undefined) return { type: 'guideline', id: findRecord(parts, 'guideline', guideline).id };
  if (tag !== undefined) {
    await checkTags(parts, [tag]);
    return { type: 'tag', id: tag };
  }
  if (tool === undefined) return null;
  const colon = tool.indexOf(':');
  if (colon === -1) throw unprocessable("'tool_id' should be 'service:tool'.");
  const ref = { service_name: tool.slice(0, colon), tool_name: tool.slice(colon + 1) };
  const [id] = checkTools(parts, [ref]);
  return id === undefined ? null : { type: 'tool', id };
}

function deleting(parts: ServerParts): void {
  const { behaviours, writer } = parts;
  route(parts, {
    method: 'DELETE',
    path: RELATIONSHIP,
    operation: 'behaviour.write',
    tag: 'relationships',
    summary: 'Delete a relationship',
    status: 204,
    refusals: [404, 422],
    handle: ({ params }) =>
      writer.run(async () => {
        const { id } = findRecord(parts, 'relationship', params['relationship_id'] ?? '');
        refuseCoded(parts, 'relationship', id);
        await behaviours.apply([{ op: 'delete', kind: 'relationship', id }]);
      }),
  });
}
