import { z } from 'zod';
import { removals } from '../app/behaviour/removals.ts';
import type { TaggedKind } from '../app/behaviour/removals.ts';
import type { BehaviourChange, BehaviourRecords } from '../ports/behaviour-store.ts';
import { checkRoom, checkSize, findRecord, newId, refuseCoded } from './behaviour-references.ts';
import { textParam } from './query.ts';
import { route } from './server-parts.ts';
import { inPages, streamArray } from './stream-array.ts';
import type { ServerParts } from './server-parts.ts';
import { checkTags } from './tag-lists.ts';

/** An entity of behaviour: what its five routes have in common is said once, here. */
export interface BehaviourEntity<K extends TaggedKind> {
  readonly kind: K;
  /** e.g. `/terms` */
  readonly path: string;
  /** Name of the path's parameter, e.g. `term_id`. */
  readonly parameter: string;
  /** e.g. `Term` */
  readonly noun: string;
  readonly response: z.ZodType;
  view(record: BehaviourRecords[K]): unknown;
  /** Of a single one, where it is shown with more than in a list. */
  readonly detail?: {
    readonly response: z.ZodType;
    view(record: BehaviourRecords[K]): Promise<unknown>;
  };
}

interface Creating<K extends TaggedKind, C> {
  readonly body: z.ZodType<C>;
  /** What its id is made from, unless the body chooses one. */
  content(body: C): readonly string[];
  /** Checks what it refers to and answers the record. */
  make(body: C, id: string, createdAt: number): BehaviourRecords[K];
}

interface Changing<K extends TaggedKind, U> {
  readonly body: z.ZodType<U>;
  change(record: BehaviourRecords[K], body: U): BehaviourRecords[K];
}

/** `POST`: one more. */
export function creatingRoute<K extends TaggedKind, C extends { id?: string | null | undefined }>(
  parts: ServerParts,
  entity: BehaviourEntity<K>,
  creating: Creating<K, C>,
): void {
  const { behaviours, writer, app } = parts;
  route(parts, {
    method: 'POST',
    path: entity.path,
    operation: 'behaviour.write',
    tag: entity.path.slice(1),
    summary: `Create a ${entity.noun.toLowerCase()}`,
    body: creating.body,
    response: entity.response,
    status: 201,
    refusals: [404],
    handle: ({ body }) =>
      writer.run(async () => {
        checkRoom(parts, entity.kind);
        const taken = (id: string): boolean => behaviours.get(entity.kind, id) !== null;
        const id = newId(taken, entity.noun, body.id, creating.content(body));
        const record = checkSize(creating.make(body, id, app.clock.now()));
        await checkTags(parts, record.tags);
        await behaviours.apply([{ op: 'put', kind: entity.kind, record } as BehaviourChange]);
        return entity.view(record);
      }),
  });
}

/** `GET`: those with a tag, or all. */
export function listingRoute<K extends TaggedKind>(parts: ServerParts, entity: BehaviourEntity<K>): void {
  route(parts, {
    method: 'GET',
    path: entity.path,
    operation: 'behaviour.read',
    tag: entity.path.slice(1),
    summary: `List ${entity.noun.toLowerCase()} entries, oldest first`,
    query: TagQuerySchema,
    response: z.array(entity.response),
    status: 200,
    handle: ({ query, reply }) =>
      streamArray(
        reply,
        inPages(withTag(parts.behaviours.list(entity.kind), query.tag_id), (page) =>
          page.map((record) => entity.view(record)),
        ),
      ),
  });
}

export const TagQuerySchema: z.ZodType<{ tag_id?: string | undefined }> = z.object({
  tag_id: textParam('Only those with this tag.'),
});

export function withTag<T extends { readonly tags: readonly string[] }>(
  records: readonly T[],
  tag: string | undefined,
): readonly T[] {
  return tag === undefined ? records : records.filter(({ tags }) => tags.includes(tag));
}

/** `GET` of one. */
export function readingRoute<K extends TaggedKind>(parts: ServerParts, entity: BehaviourEntity<K>): void {
  route(parts, {
    method: 'GET',
    path: pathOf(entity),
    operation: 'behaviour.read',
    tag: entity.path.slice(1),
    summary: `Read a ${entity.noun.toLowerCase()}`,
    response: entity.detail?.response ?? entity.response,
    status: 200,
    refusals: [404],
    handle: ({ params }) => {
      const record = findRecord(parts, entity.kind, params[entity.parameter] ?? '');
      return entity.detail?.view(record) ?? entity.view(record);
    },
  });
}

/** `PATCH`: of one that code defines, the changed one takes its place. */
export function changingRoute<K extends TaggedKind, U extends TagsChange>(
  parts: ServerParts,
  entity: BehaviourEntity<K>,
  changing: Changing<K, U>,
): void {
  const { behaviours, writer } = parts;
  route(parts, {
    method: 'PATCH',
    path: pathOf(entity),
    operation: 'behaviour.write',
    tag: entity.path.slice(1),
    summary: `Change a ${entity.noun.toLowerCase()}`,
    body: changing.body,
    response: entity.detail?.response ?? entity.response,
    status: 200,
    refusals: [404],
    handle: ({ params, body }) =>
      writer.run(async () => {
        const current = findRecord(parts, entity.kind, params[entity.parameter] ?? '');
        await checkTags(parts, body.tags?.add ?? []);
        const record = checkSize(changing.change(current, body));
        await behaviours.apply([{ op: 'put', kind: entity.kind, record } as BehaviourChange]);
        return (await entity.detail?.view(record)) ?? entity.view(record);
      }),
  });
}

interface TagsChange {
  tags?: { add?: string[] | null | undefined } | null | undefined;
}

/** `DELETE`, with everything that was there for it alone. */
export function deletingRoute<K extends TaggedKind>(parts: ServerParts, entity: BehaviourEntity<K>): void {
  const { behaviours, writer } = parts;
  route(parts, {
    method: 'DELETE',
    path: pathOf(entity),
    operation: 'behaviour.write',
    tag: entity.path.slice(1),
    summary: `Delete a ${entity.noun.toLowerCase()}`,
    status: 204,
    refusals: [404, 422],
    handle: ({ params }) =>
      writer.run(async () => {
        const { id } = findRecord(parts, entity.kind, params[entity.parameter] ?? '');
        refuseCoded(parts, entity.kind, id);
        await behaviours.apply(removals(behaviours, { records: [{ kind: entity.kind, id }] }));
      }),
  });
}

function pathOf({ path, parameter }: { path: string; parameter: string }): string {
  return `${path}/:${parameter}`;
}
