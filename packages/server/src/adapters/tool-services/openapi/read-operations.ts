import { z } from 'zod';
import { cleanShort } from '../clean-json.ts';
import { isParameterName, isSchema, isToolName, schemaOf, stringsOf } from '../schema-of.ts';
import type { WireSchema } from '../schema-of.ts';
import { scopeOf } from '../schema-scope.ts';
import type { SchemaScope } from '../schema-scope.ts';
import { MOST_TOOLS } from '../service-connection.ts';

export interface Place {
  readonly in: 'path' | 'query' | 'header' | 'body' | 'whole-body';
  /** Its name there. */
  readonly key: string;
}

/** One thing that an API can do, as a tool. */
export interface Operation {
  readonly name: string;
  readonly description: string;
  /** In capitals. */
  readonly method: string;
  /** With `{name}` for its parameters. */
  readonly path: string;
  readonly parameters: z.ZodObject;
  /** Where each parameter goes. */
  readonly places: ReadonlyMap<string, Place>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const LONGEST_DESCRIPTION = 2000;
const LONGEST_NAME = 128;
const MOST_PARAMETERS = 100;
/** What the protocol itself decides; a document must not reach for it. */
const OWN_HEADERS =
  /^(?:authorization|accept|accept-encoding|connection|content-.*|cookie|expect|host|proxy-.*|te|trailer|transfer-encoding|upgrade)$/i;

interface Input {
  readonly name: string;
  readonly place: Place;
  readonly schema: z.ZodType;
  readonly required: boolean;
}

/** The operations of a document, those that cannot be called left out and told of. */
export function readOperations(
  document: WireSchema,
  onUnfit: (operation: string, reason: string) => void,
): Operation[] {
  const scope = scopeOf(document);
  const operations = new Map<string, Operation>();
  for (const [path, item] of entriesOf(document['paths'])) {
    const shared = isSchema(item) ? listOf(item['parameters'], scope) : [];
    for (const method of METHODS) {
      const wire = isSchema(item) ? item[method] : undefined;
      if (!isSchema(wire)) continue;
      const name = nameOf(wire, method, path);
      try {
        if (operations.has(name)) throw new TypeError('another operation has its name');
        if (operations.size >= MOST_TOOLS) throw new TypeError('there are too many operations');
        operations.set(name, readOperation(name, { method, path, wire, shared, scope }));
      } catch (error) {
        onUnfit(name, error instanceof TypeError ? error.message : 'it cannot be read');
      }
    }
  }
  return [...operations.values()];
}

interface Raw {
  readonly method: string;
  readonly path: string;
  readonly wire: WireSchema;
  readonly shared: readonly WireSchema[];
  readonly scope: SchemaScope;
}

function readOperation(name: string, { method, path, wire, shared, scope }: Raw): Operation {
  if (!path.startsWith('/')) throw new TypeError('its path does not begin with a slash');
  const own = listOf(wire['parameters'], scope);
  const declared = new Map(
    [...shared, ...own].map((each) => [JSON.stringify([each['in'], each['name']]), each]),
  );
  const inputs = [...declared.values()].flatMap((each) => inputOf(each, scope) ?? []);
  inputs.push(...bodyOf(wire['requestBody'], scope));
  if (inputs.length > MOST_PARAMETERS) throw new TypeError('it has too many parameters');
  const missing = [...path.matchAll(/\{([^}]*)\}/g)].find(
    ([, key]) => !inputs.some(({ place }) => place.in === 'path' && place.key === key),
  );
  if (missing !== undefined) throw new TypeError('its path has a parameter that is not described');
  const shape = new Map<string, z.ZodType>();
  const places = new Map<string, Place>();
  for (const input of inputs) {
    const free = shape.has(input.name) ? `${input.place.in}_${input.name}` : input.name;
    if (!isParameterName(free)) throw new TypeError('a parameter has a name that cannot be used');
    shape.set(free, input.required ? input.schema : optional(input.schema));
    places.set(free, input.place);
  }
  const description = [wire['summary'], wire['description']]
    .filter((text) => typeof text === 'string')
    .join('\n');
  return {
    name,
    description: cleanShort(description, LONGEST_DESCRIPTION),
    method: method.toUpperCase(),
    path,
    parameters: z.object(Object.fromEntries(shape)),
    places,
  };
}

function inputOf(wire: WireSchema, scope: SchemaScope): Input | null {
  const { in: where, name: key } = wire;
  if (typeof key !== 'string') throw new TypeError('a parameter has no name');
  const required = wire['required'] === true || where === 'path';
  if (where === 'cookie' || (where === 'header' && OWN_HEADERS.test(key))) return null;
  if (where !== 'path' && where !== 'query' && where !== 'header')
    throw new TypeError('a parameter is at no known place');
  const schema = schemaOf({ description: wire['description'], ...targetOf(wire['schema'], scope) }, scope);
  return { name: key, place: { in: where, key }, schema, required };
}

/** The properties of a JSON body, each a parameter; a body that is no object is one parameter. */
function bodyOf(wire: unknown, scope: SchemaScope): Input[] {
  const body = targetOf(wire, scope);
  const media = entriesOf(body['content']).find(([type]) =>
    /^application\/(?:[\w.-]+\+)?json\b/i.test(type),
  )?.[1];
  if (!isSchema(media)) {
    if (body['required'] === true) throw new TypeError('its body is not JSON');
    return [];
  }
  const needed = body['required'] === true;
  const schema = targetOf(media['schema'], scope);
  const properties = entriesOf(schema['properties']);
  if (properties.length === 0) {
    const place: Place = { in: 'whole-body', key: 'body' };
    return [{ name: 'body', place, schema: schemaOf(schema, scope), required: needed }];
  }
  const required = stringsOf(schema['required']);
  return properties
    .filter(([, property]) => !(isSchema(property) && property['readOnly'] === true))
    .map(([key, property]) => ({
      name: key,
      place: { in: 'body', key },
      schema: schemaOf(property, scope),
      required: needed && required.includes(key),
    }));
}

/** Its `operationId`, else one made of method and path. */
function nameOf(wire: WireSchema, method: string, path: string): string {
  const id = wire['operationId'];
  if (typeof id === 'string' && isToolName(id)) return id;
  return `${method}_${path.replace(/\W+/g, '_').replace(/^_|_$/g, '')}`.slice(0, LONGEST_NAME);
}

function listOf(value: unknown, scope: SchemaScope): WireSchema[] {
  return Array.isArray(value) ? value.map((each) => targetOf(each, scope)) : [];
}

function targetOf(value: unknown, scope: SchemaScope): WireSchema {
  let target = value;
  for (let steps = 0; steps < 5 && isSchema(target) && typeof target['$ref'] === 'string'; steps++)
    target = scope.follow(target['$ref']);
  return isSchema(target) ? target : {};
}

function entriesOf(value: unknown): [string, unknown][] {
  return isSchema(value) ? Object.entries(value) : [];
}

function optional(schema: z.ZodType): z.ZodType {
  return schema.description === undefined
    ? schema.optional()
    : schema.optional().describe(schema.description);
}
