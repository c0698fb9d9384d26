import { TagSchema, WriteTagSchema } from '@baton/protocol';
import { z } from 'zod';
import { forgetValues } from '../../app/behaviour/forget-values.ts';
import { removals } from '../../app/behaviour/removals.ts';
import { randomId } from '../../app/random-id.ts';
import type { TagRecord } from '../../ports/directory-store.ts';
import { itemNotFound, unprocessable } from '../problem.ts';
import { textParam } from '../query.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { tagView } from '../views.ts';

const TAG = '/tags/:tag_id';
const ListQuerySchema = z.object({ name: textParam('Only the tag of this name.') });

export function tagRoutes(parts: ServerParts): void {
  creatingRoutes(parts);
  readingRoutes(parts);
  changingRoutes(parts);
  deletingRoutes(parts);
}

function creatingRoutes(parts: ServerParts): void {
  const { directory, clock } = parts.app;
  route(parts, {
    method: 'POST',
    path: '/tags',
    operation: 'tags.write',
    tag: 'tags',
    summary: 'Create a tag',
    body: WriteTagSchema,
    response: TagSchema,
    status: 201,
    async handle({ body }) {
      const tag = { id: randomId(), createdAt: clock.now(), name: body.name };
      if (!(await directory.createTag(tag)))
        throw unprocessable(`Tag with name '${tag.name}' already exists`);
      return tagView(tag);
    },
  });
}

function readingRoutes(parts: ServerParts): void {
  const { directory } = parts.app;
  route(parts, {
    method: 'GET',
    path: '/tags',
    operation: 'tags.read',
    tag: 'tags',
    summary: 'List tags',
    query: ListQuerySchema,
    response: z.array(TagSchema),
    status: 200,
    handle: async ({ query }) => (await directory.listTags(query.name)).map(tagView),
  });
  route(parts, {
    method: 'GET',
    path: TAG,
    operation: 'tags.read',
    tag: 'tags',
    summary: 'Read a tag',
    response: TagSchema,
    status: 200,
    refusals: [404],
    handle: async ({ params }) => tagView(await find(parts, params['tag_id'] ?? '')),
  });
}

function changingRoutes(parts: ServerParts): void {
  const { directory } = parts.app;
  route(parts, {
    method: 'PATCH',
    path: TAG,
    operation: 'tags.write',
    tag: 'tags',
    summary: 'Rename a tag',
    body: WriteTagSchema,
    response: TagSchema,
    status: 200,
    refusals: [404],
    async handle({ params, body }) {
      const tag = await find(parts, params['tag_id'] ?? '');
      if (!(await directory.renameTag(tag.id, body.name))) {
        throw unprocessable(`Tag with name '${body.name}' already exists`);
      }
      return tagView({ ...tag, name: body.name });
    },
  });
}

function deletingRoutes(parts: ServerParts): void {
  const { app, behaviours, writer } = parts;
  const { directory } = app;
  route(parts, {
    method: 'DELETE',
    path: TAG,
    operation: 'tags.write',
    tag: 'tags',
    summary: 'Delete a tag',
    status: 204,
    refusals: [404],
    async handle({ params }) {
      const id = params['tag_id'] ?? '';
      await writer.run(async () => {
        if (!(await directory.deleteTag(id))) throw itemNotFound(id);
        await behaviours.apply(removals(behaviours, { tags: [id] }));
        await forgetValues(behaviours, `tag:${id}`);
      });
    },
  });
}

async function find(parts: ServerParts, id: string): Promise<TagRecord> {
  const tag = await parts.app.directory.readTag(id);
  if (tag === null) throw itemNotFound(id);
  return tag;
}
