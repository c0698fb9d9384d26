import type { Agent, Customer, Session, Tag } from '@baton/protocol';
import { formatTime } from '../core/time.ts';
import type { AgentRecord, CustomerRecord, TagRecord } from '../ports/directory-store.ts';
import type { SessionRecord } from '../ports/session-store.ts';

/* Records as the wire shows them. */

export function sessionView(session: SessionRecord): Session {
  return {
    id: session.id,
    agent_id: session.agentId,
    customer_id: session.customerId,
    creation_utc: formatTime(session.createdAt),
    title: session.title,
    mode: session.control.mode,
    consumption_offsets: { client: session.clientOffset },
    metadata: session.metadata,
    labels: [...session.labels],
  };
}

export function agentView(agent: AgentRecord): Agent {
  return {
    id: agent.id,
    name: agent.name,
    description: agent.description,
    creation_utc: formatTime(agent.createdAt),
    max_engine_iterations: agent.maxEngineIterations,
    composition_mode: agent.compositionMode,
    message_output_mode: agent.messageOutputMode,
    tags: [...agent.tags],
  };
}

export function customerView(customer: CustomerRecord): Customer {
  return {
    id: customer.id,
    creation_utc: formatTime(customer.createdAt),
    name: customer.name,
    metadata: { ...customer.metadata },
    tags: [...customer.tags],
    extra: { ...customer.metadata },
  };
}

export function tagView(tag: TagRecord): Tag {
  return { id: tag.id, name: tag.name, creation_utc: formatTime(tag.createdAt) };
}
