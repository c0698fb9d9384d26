import {
  CannedResponseSchema,
  CreateCannedResponseSchema,
  UpdateCannedResponseSchema,
} from '@baton/protocol';
import type { CreateCannedResponse } from '@baton/protocol';
import { z } from 'zod';
import type { CannedResponse } from '../../core/behaviour/knowledge.ts';
import { templateProblem } from '../../core/canned/parse-template.ts';
import { mergeObject } from '../../core/merge-object.ts';
import type { BehaviourEntity } from '../behaviour-entity.ts';
import { changingRoute, creatingRoute, deletingRoute, readingRoute } from '../behaviour-entity.ts';
import { cannedResponseView } from '../behaviour-views.ts';
import { unprocessable } from '../problem.ts';
import { listParam } from '../query.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { inPages, streamArray } from '../stream-array.ts';
import { changeTags } from '../tag-lists.ts';

const CANNED_RESPONSE: BehaviourEntity<'canned_response'> = {
  kind: 'canned_response',
  path: '/canned_responses',
  parameter: 'canned_response_id',
  noun: 'Canned response',
  response: CannedResponseSchema,
  view: cannedResponseView,
};

const createBody: z.ZodType<CreateCannedResponse & { id?: undefined }> = CreateCannedResponseSchema;
const ListQuerySchema = z.object({ tags: listParam('Only those with one of these tags; repeat it.') });

export function cannedResponseRoutes(parts: ServerParts): void {
  creating(parts);
  listing(parts);
  readingRoute(parts, CANNED_RESPONSE);
  changing(parts);
  deletingRoute(parts, CANNED_RESPONSE);
}

function creating(parts: ServerParts): void {
  creatingRoute(parts, CANNED_RESPONSE, {
    body: createBody,
    content: (body) => [
      body.value,
      JSON.stringify([body.fields, body.tags, body.signals, body.metadata, body.field_dependencies]),
    ],
    make: (body, id, createdAt) => ({
      id,
      createdAt,
      value: readable(body.value),
      fields: body.fields,
      tags: [...new Set(body.tags ?? [])],
      signals: [...new Set(body.signals ?? [])],
      metadata: body.metadata ?? {},
      fieldDependencies: [...new Set(body.field_dependencies ?? [])],
    }),
  });
}

function listing(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: CANNED_RESPONSE.path,
    operation: 'behaviour.read',
    tag: 'canned_responses',
    summary: 'List canned responses, oldest first',
    query: ListQuerySchema,
    response: z.array(CannedResponseSchema),
    status: 200,
    handle({ query, reply }) {
      const wanted = parts.behaviours
        .list('canned_response')
        .filter(({ tags }) => query.tags.length === 0 || query.tags.some((tag) => tags.includes(tag)));
      return streamArray(
        reply,
        inPages(wanted, (page) => page.map(cannedResponseView)),
      );
    },
  });
}

function changing(parts: ServerParts): void {
  changingRoute(parts, CANNED_RESPONSE, {
    body: UpdateCannedResponseSchema,
    change(response, body): CannedResponse {
      const { value, fields } = body;
      const hasValue = value !== null && value !== undefined;
      if (!hasValue && fields !== null && fields !== undefined)
        throw unprocessable('CannedResponse fields cannot be updated without providing a new value.');
      return {
        ...response,
        value: hasValue ? readable(value) : response.value,
        fields: fields ?? response.fields,
        tags: changeTags(response.tags, body.tags),
        metadata: mergeObject(response.metadata, body.metadata?.set ?? {}, body.metadata?.unset ?? []),
      };
    },
  });
}

/** The template; 422 with the reason when it cannot be read as one. */
function readable(template: string): string {
  const problem = templateProblem(template);
  if (problem !== null) throw unprocessable(`The template cannot be used: ${problem}`);
  return template;
}
