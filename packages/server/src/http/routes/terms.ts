import { CreateTermSchema, TermSchema, UpdateTermSchema } from '@baton/protocol';
import type { BehaviourEntity } from '../behaviour-entity.ts';
import {
  changingRoute,
  creatingRoute,
  deletingRoute,
  listingRoute,
  readingRoute,
} from '../behaviour-entity.ts';
import { termView } from '../behaviour-views.ts';
import type { ServerParts } from '../server-parts.ts';
import { changeTags } from '../tag-lists.ts';

const TERM: BehaviourEntity<'term'> = {
  kind: 'term',
  path: '/terms',
  parameter: 'term_id',
  noun: 'Term',
  response: TermSchema,
  view: termView,
};

export function termRoutes(parts: ServerParts): void {
  creatingRoute(parts, TERM, {
    body: CreateTermSchema,
    content: ({ name, description, synonyms, tags }) => [
      name,
      description,
      JSON.stringify([synonyms ?? [], tags ?? []]),
    ],
    make: (body, id, createdAt) => ({
      id,
      createdAt,
      name: body.name,
      description: body.description,
      synonyms: [...new Set(body.synonyms ?? [])],
      tags: [...new Set(body.tags ?? [])],
    }),
  });
  listingRoute(parts, TERM);
  readingRoute(parts, TERM);
  changingRoute(parts, TERM, {
    body: UpdateTermSchema,
    change: (term, body) => ({
      ...term,
      name: body.name ?? term.name,
      description: body.description ?? term.description,
      synonyms: body.synonyms ?? term.synonyms,
      tags: changeTags(term.tags, body.tags),
    }),
  });
  deletingRoute(parts, TERM);
}
