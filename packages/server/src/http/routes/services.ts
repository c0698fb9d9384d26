import { PutToolServiceSchema, ToolServiceSchema } from '@baton/protocol';
import type { PutToolService, Tool, ToolParameter, ToolParameterType, ToolService } from '@baton/protocol';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { ToolServiceRecord } from '../../core/behaviour/tool-service.ts';
import { formatTime } from '../../core/time.ts';
import type { OfferedTool, PutService } from '../../ports/tool-services.ts';
import { Problem, itemNotFound, unprocessable } from '../problem.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

const SERVICE = '/services/:name';

/** Tool services: servers elsewhere whose tools the agents may use. */
export function serviceRoutes(parts: ServerParts): void {
  changingRoutes(parts);
  readingRoutes(parts);
}

function changingRoutes(parts: ServerParts): void {
  const { toolServices } = parts;
  route(parts, {
    method: 'PUT',
    path: SERVICE,
    operation: 'services.write',
    tag: 'services',
    summary: 'Add a tool service, or change it; its tools are told when it answers in time',
    body: PutToolServiceSchema,
    response: ToolServiceSchema,
    status: 200,
    async handle({ params, body, reply }) {
      const outcome = await toolServices.put({ name: params['name'] ?? '', ...targetOf(body) });
      if (outcome.type === 'refused') throw unprocessable(outcome.reason);
      tellDeprecation(reply, [outcome.service]);
      return serviceView(outcome.service, outcome.tools);
    },
  });
  route(parts, {
    method: 'DELETE',
    path: SERVICE,
    operation: 'services.write',
    tag: 'services',
    summary: 'Delete a tool service; its tools are gone with it',
    status: 204,
    refusals: [404, 422],
    async handle({ params }) {
      const name = params['name'] ?? '';
      const outcome = await toolServices.delete(name);
      if (outcome === 'missing') throw itemNotFound(name);
      if (outcome === 'coded')
        throw unprocessable(`Service '${name}' is defined in code and cannot be deleted`);
    },
  });
}

function readingRoutes(parts: ServerParts): void {
  const { toolServices } = parts;
  route(parts, {
    method: 'GET',
    path: '/services',
    operation: 'services.read',
    tag: 'services',
    summary: 'List tool services, without their tools',
    response: z.array(ToolServiceSchema),
    status: 200,
    handle({ reply }) {
      const services = toolServices.list();
      tellDeprecation(reply, services);
      return services.map((service) => serviceView(service, null));
    },
  });
  route(parts, {
    method: 'GET',
    path: SERVICE,
    operation: 'services.read',
    tag: 'services',
    summary: 'Read a tool service with its tools as they are now',
    response: ToolServiceSchema,
    status: 200,
    refusals: [404, 503],
    async handle({ params, reply }) {
      const name = params['name'] ?? '';
      const outcome = await toolServices.read(name);
      switch (outcome.type) {
        case 'missing':
          throw itemNotFound(name);
        case 'unreachable':
          // What exactly went wrong is in the server's log: told here, it would map the network behind the server.
          throw new Problem(503, { detail: `Service '${name}' cannot be reached` }, { 'retry-after': '5' });
        case 'found':
          tellDeprecation(reply, [outcome.service]);
          return serviceView(outcome.service, outcome.tools);
      }
    },
  });
}

/** Throws a 422 when the block that the kind names is not there. */
function targetOf({ kind, sdk, mcp, openapi }: PutToolService): Omit<PutService, 'name'> {
  switch (kind) {
    case 'sdk':
      return { kind, url: present(sdk, 'SDK').url, source: null };
    case 'mcp':
      return { kind, url: present(mcp, 'MCP').url, source: null };
    case 'openapi':
      return { kind, ...present(openapi, 'OpenAPI') };
  }
}

function present<T>(block: T | null | undefined, name: string): T {
  if (block === null || block === undefined) throw unprocessable(`Missing ${name} parameters`);
  return block;
}

function tellDeprecation(reply: FastifyReply, services: readonly ToolServiceRecord[]): void {
  if (!services.some(({ kind }) => kind === 'openapi')) return;
  reply.header('Deprecation', 'true');
  reply.header('X-Deprecation-Notice', 'Services of kind openapi are deprecated: use sdk or mcp.');
}

function serviceView(service: ToolServiceRecord, tools: readonly OfferedTool[] | null): ToolService {
  const { id: name, kind, url } = service;
  return { name, kind, url, tools: tools?.map(toolView) ?? null };
}

function toolView({ definition, createdAt }: OfferedTool): Tool {
  const { name, description, parameters } = definition;
  const schema = z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return {
    creation_utc: formatTime(createdAt),
    name,
    description,
    parameters: Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([key, property]) => [key, parameterView(property)]),
    ),
    required: [...(schema.required ?? [])],
  };
}

interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

function parameterView(property: JsonSchema): ToolParameter {
  const schema = property.anyOf?.find((each) => each.type !== 'null') ?? property;
  const choices = schema.enum ?? schema.items?.enum ?? (schema.const === undefined ? [] : [schema.const]);
  const told = choices.filter((each) => typeof each === 'string' || typeof each === 'number');
  return {
    type: typeOf(schema),
    description: property.description ?? schema.description ?? null,
    enum: told.length === 0 ? null : told,
  };
}

function typeOf({ type, enum: choices }: JsonSchema): ToolParameterType {
  switch (type) {
    case 'number':
    case 'integer':
    case 'boolean':
    case 'array':
      return type;
    default:
      return choices !== undefined && choices.every((each) => typeof each === 'number') ? 'number' : 'string';
  }
}
