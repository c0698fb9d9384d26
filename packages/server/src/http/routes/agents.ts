import { AgentSchema, CreateAgentSchema, UpdateAgentSchema } from '@baton/protocol';
import type { CreateAgent, UpdateAgent } from '@baton/protocol';
import { z } from 'zod';
import { forgetValues } from '../../app/behaviour/forget-values.ts';
import { removals } from '../../app/behaviour/removals.ts';
import { randomId } from '../../app/random-id.ts';
import type { BehaviourChange } from '../../ports/behaviour-store.ts';
import type { AgentRecord } from '../../ports/directory-store.ts';
import type { Principal } from '../access/principal.ts';
import { itemNotFound, unprocessable } from '../problem.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { changeTags, checkTags } from '../tag-lists.ts';
import { agentView } from '../views.ts';

const AGENT = '/agents/:agent_id';

export function agentRoutes(parts: ServerParts): void {
  creatingRoutes(parts);
  readingRoutes(parts);
  changingRoutes(parts);
  deletingRoutes(parts);
}

function creatingRoutes(parts: ServerParts): void {
  const { directory } = parts.app;
  route(parts, {
    method: 'POST',
    path: '/agents',
    operation: 'agents.write',
    tag: 'agents',
    summary: 'Create an agent',
    body: CreateAgentSchema,
    response: AgentSchema,
    status: 201,
    async handle({ body }) {
      await checkTags(parts, body.tags ?? []);
      const agent = newAgent(body, parts.app.clock.now());
      if (!(await directory.createAgent(agent)))
        throw unprocessable(`Agent with id '${agent.id}' already exists`);
      return agentView(agent);
    },
  });
}

function readingRoutes(parts: ServerParts): void {
  const { directory } = parts.app;
  route(parts, {
    method: 'GET',
    path: '/agents',
    operation: 'agents.read',
    tag: 'agents',
    summary: 'List agents',
    response: z.array(AgentSchema),
    status: 200,
    handle: async ({ principal }) => (await directory.listAgents()).map((agent) => viewFor(principal, agent)),
  });
  route(parts, {
    method: 'GET',
    path: AGENT,
    operation: 'agents.read',
    tag: 'agents',
    summary: 'Read an agent',
    response: AgentSchema,
    status: 200,
    refusals: [404],
    handle: async ({ params, principal }) => viewFor(principal, await find(parts, params['agent_id'] ?? '')),
  });
}

function changingRoutes(parts: ServerParts): void {
  const { directory } = parts.app;
  route(parts, {
    method: 'PATCH',
    path: AGENT,
    operation: 'agents.write',
    tag: 'agents',
    summary: 'Change an agent',
    body: UpdateAgentSchema,
    response: AgentSchema,
    status: 200,
    refusals: [404],
    async handle({ params, body }) {
      const current = await find(parts, params['agent_id'] ?? '');
      await checkTags(parts, body.tags?.add ?? []);
      const agent = changeAgent(current, body);
      await directory.putAgent(agent);
      return agentView(agent);
    },
  });
}

function deletingRoutes(parts: ServerParts): void {
  const { app, behaviours, writer } = parts;
  const { directory } = app;
  route(parts, {
    method: 'DELETE',
    path: AGENT,
    operation: 'agents.write',
    tag: 'agents',
    summary: 'Delete an agent',
    status: 204,
    refusals: [404],
    async handle({ params }) {
      const id = params['agent_id'] ?? '';
      await writer.run(async () => {
        if (!(await directory.deleteAgent(id))) throw itemNotFound(id);
        await behaviours.apply([
          ...removals(behaviours, { scopes: [`agent:${id}`] }),
          ...candidatesOf(parts, id),
          { op: 'delete', kind: 'trigger_policy', id },
          { op: 'delete', kind: 'widget_settings', id },
        ]);
        await forgetValues(behaviours, `agent:${id}`);
      });
    },
  });
}

/** Nobody is there any more who could learn them. */
function candidatesOf({ behaviours }: ServerParts, agentId: string): BehaviourChange[] {
  return behaviours
    .list('candidate')
    .filter((candidate) => candidate.agentId === agentId)
    .map(({ id }) => ({ op: 'delete', kind: 'candidate', id }));
}

async function find(parts: ServerParts, id: string): Promise<AgentRecord> {
  const agent = await parts.app.directory.readAgent(id);
  if (agent === null) throw itemNotFound(id);
  return agent;
}

/** What an agent is told about itself is not for customers. */
function viewFor(principal: Principal, agent: AgentRecord): ReturnType<typeof agentView> {
  const view = agentView(agent);
  return principal.role === 'anonymous' || principal.role === 'customer'
    ? { ...view, description: null }
    : view;
}

function newAgent(body: CreateAgent, now: number): AgentRecord {
  return {
    id: body.id ?? randomId(),
    createdAt: now,
    name: body.name,
    description: body.description ?? null,
    maxEngineIterations: body.max_engine_iterations ?? 3,
    compositionMode: body.composition_mode ?? 'fluid',
    messageOutputMode: body.message_output_mode ?? 'block',
    tags: [...new Set(body.tags ?? [])],
  };
}

function changeAgent(agent: AgentRecord, body: UpdateAgent): AgentRecord {
  return {
    ...agent,
    name: body.name ?? agent.name,
    description: body.description ?? agent.description,
    maxEngineIterations: body.max_engine_iterations ?? agent.maxEngineIterations,
    compositionMode: body.composition_mode ?? agent.compositionMode,
    messageOutputMode: body.message_output_mode ?? agent.messageOutputMode,
    tags: changeTags(agent.tags, body.tags),
  };
}
