import {
  ContextVariableDetailSchema,
  ContextVariableSchema,
  CreateContextVariableSchema,
  UpdateContextVariableSchema,
} from '@baton/protocol';
import type { ContextVariableDetail, CreateContextVariable } from '@baton/protocol';
import { z } from 'zod';
import { removals } from '../../app/behaviour/removals.ts';
import type { BehaviourEntity } from '../behaviour-entity.ts';
import {
  TagQuerySchema,
  changingRoute,
  creatingRoute,
  deletingRoute,
  listingRoute,
  withTag,
} from '../behaviour-entity.ts';
import { checkCron, checkTools, findRecord } from '../behaviour-references.ts';
import { variableValueView, variableView } from '../behaviour-views.ts';
import { boolParam } from '../query.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { changeTags } from '../tag-lists.ts';

const VARIABLE: BehaviourEntity<'variable'> = {
  kind: 'variable',
  path: '/context-variables',
  parameter: 'variable_id',
  noun: 'Context variable',
  response: ContextVariableSchema,
  view: variableView,
};

const createBody: z.ZodType<CreateContextVariable & { id?: undefined }> = CreateContextVariableSchema;
const ReadQuerySchema = z.object({ include_values: boolParam(true, 'Whether its values come with it.') });

export function contextVariableRoutes(parts: ServerParts): void {
  creating(parts);
  listingRoute(parts, VARIABLE);
  reading(parts);
  changing(parts);
  deletingRoute(parts, VARIABLE);
  deletingMany(parts);
}

function creating(parts: ServerParts): void {
  creatingRoute(parts, VARIABLE, {
    body: createBody,
    content: ({ name, description, tool_id: tool, freshness_rules: rules, tags }) => [
      name,
      JSON.stringify([description, tool, rules, tags]),
    ],
    make(body, id, createdAt) {
      checkCron(body.freshness_rules);
      const [toolId = null] = checkTools(parts, toList(body.tool_id));
      return {
        id,
        createdAt,
        name: body.name,
        description: body.description ?? null,
        toolId,
        freshnessRules: body.freshness_rules ?? null,
        tags: [...new Set(body.tags ?? [])],
      };
    },
  });
}

function reading(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: '/context-variables/:variable_id',
    operation: 'behaviour.read',
    tag: 'context-variables',
    summary: 'Read a context variable with its values',
    query: ReadQuerySchema,
    response: ContextVariableDetailSchema,
    status: 200,
    refusals: [404],
    async handle({ params, query }): Promise<ContextVariableDetail> {
      const variable = findRecord(parts, 'variable', params['variable_id'] ?? '');
      return {
        context_variable: variableView(variable),
        key_value_pairs: query.include_values ? await valuesOf(parts, variable.id) : null,
      };
    },
  });
}

async function valuesOf(
  { behaviours }: ServerParts,
  id: string,
): Promise<ContextVariableDetail['key_value_pairs']> {
  const values = await behaviours.values.listValues(id);
  return Object.fromEntries(values.map(({ key, value }) => [key, variableValueView(value)]));
}

function changing(parts: ServerParts): void {
  changingRoute(parts, VARIABLE, {
    body: UpdateContextVariableSchema,
    change(variable, body) {
      checkCron(body.freshness_rules);
      const [toolId = variable.toolId] = checkTools(parts, toList(body.tool_id));
      return {
        ...variable,
        name: body.name ?? variable.name,
        description: body.description ?? variable.description,
        toolId,
        freshnessRules: body.freshness_rules ?? variable.freshnessRules,
        tags: changeTags(variable.tags, body.tags),
      };
    },
  });
}

function deletingMany(parts: ServerParts): void {
  const { behaviours, writer } = parts;
  route(parts, {
    method: 'DELETE',
    path: '/context-variables',
    operation: 'behaviour.write',
    tag: 'context-variables',
    summary: 'Delete all context variables, or those with a tag; those of the agents’ code stay',
    query: TagQuerySchema,
    status: 204,
    handle: ({ query }) =>
      writer.run(async () => {
        const records = withTag(behaviours.list('variable'), query.tag_id)
          .filter(({ id }) => !behaviours.isCoded('variable', id))
          .map(({ id }) => ({ kind: 'variable' as const, id }));
        await behaviours.apply(removals(behaviours, { records }));
      }),
  });
}

function toList<T>(value: T | null | undefined): T[] {
  return value === null || value === undefined ? [] : [value];
}
