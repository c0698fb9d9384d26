import { ContextVariableValueSchema, SetContextVariableValueSchema } from '@baton/protocol';
import type { VariableValue } from '../../core/behaviour/knowledge.ts';
import { contentId } from '../../core/content-id.ts';
import { findRecord } from '../behaviour-references.ts';
import { variableValueView } from '../behaviour-views.ts';
import { notFound, unprocessable } from '../problem.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

const VALUE = '/context-variables/:variable_id/:key';
/** Characters of JSON: a value goes into every answer to its customer. */
const LARGEST_VALUE = 65_536;

/** The value of a context variable for a customer's id, `tag:<id>`, `agent:<id>` or `default`. */
export function variableValueRoutes(parts: ServerParts): void {
  reading(parts);
  setting(parts);
  deleting(parts);
}

function reading(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: VALUE,
    operation: 'behaviour.read',
    tag: 'context-variables',
    summary: 'Read the value of a key',
    response: ContextVariableValueSchema,
    status: 200,
    refusals: [404],
    async handle({ params }) {
      const { id } = findRecord(parts, 'variable', params['variable_id'] ?? '');
      const value = await parts.behaviours.values.readValue(id, params['key'] ?? '');
      if (value === null) throw notFound('Not Found');
      return variableValueView(value);
    },
  });
}

function setting(parts: ServerParts): void {
  const { behaviours, app } = parts;
  route(parts, {
    method: 'PUT',
    path: VALUE,
    operation: 'behaviour.write',
    tag: 'context-variables',
    summary: 'Set the value of a key',
    body: SetContextVariableValueSchema,
    response: ContextVariableValueSchema,
    status: 200,
    refusals: [404],
    async handle({ params, body }) {
      const { id } = findRecord(parts, 'variable', params['variable_id'] ?? '');
      const key = params['key'] ?? '';
      if (JSON.stringify(body.data).length > LARGEST_VALUE)
        throw unprocessable(`A value may hold at most ${LARGEST_VALUE} characters.`);
      const value: VariableValue = {
        id: contentId('variable_value', id, key),
        lastModified: app.clock.now(),
        data: body.data,
      };
      await behaviours.values.putValue(id, key, value);
      // Values are many and wait for no other write: one set while its variable went is taken back.
      if (behaviours.get('variable', id) === null) await behaviours.values.deleteValue(id, key);
      findRecord(parts, 'variable', id);
      return variableValueView(value);
    },
  });
}

function deleting(parts: ServerParts): void {
  route(parts, {
    method: 'DELETE',
    path: VALUE,
    operation: 'behaviour.write',
    tag: 'context-variables',
    summary: 'Delete the value of a key',
    status: 204,
    refusals: [404],
    async handle({ params }) {
      const { id } = findRecord(parts, 'variable', params['variable_id'] ?? '');
      const key = params['key'] ?? '';
      if (!(await parts.behaviours.values.deleteValue(id, key)))
        throw notFound(`Value not found for variable '${id}' and key '${key}'`);
    },
  });
}
