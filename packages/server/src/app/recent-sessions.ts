import type { SessionHead } from '@baton/protocol';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import { formatTime } from '../core/time.ts';
import type { EventRecord } from '../core/log/event-record.ts';
import type { SessionRecord } from '../ports/session-store.ts';
import type { App } from './app.ts';
import { findCustomer } from './find-customer.ts';

/** Characters of the last message that a list has room for. */
const MOST_CHARACTERS = 200;

/** Conversations as a list shows them, the one in which something was said last first. */
export async function sessionHeads(app: App, sessions: readonly SessionRecord[]): Promise<SessionHead[]> {
  const agents = new Map((await app.directory.listAgents()).map(({ id, name }) => [id, name]));
  const heads = await Promise.all(sessions.map((session) => headOf(app, session, agents)));
  return heads.toSorted((a, b) => (lastChange(a) < lastChange(b) ? 1 : -1));
}

async function headOf(
  app: App,
  session: SessionRecord,
  agents: ReadonlyMap<string, string>,
): Promise<SessionHead> {
  const { id, agentId, customerId, control, lastMessageOffset: offset } = session;
  const [customer, message, handoff, ended] = await Promise.all([
    findCustomer(app.directory, customerId),
    offset < 0 ? null : app.sessions.readEvent(id, offset),
    // The AI has the session to itself while its mode is automatic.
    control.mode === 'auto' ? null : app.sessions.readOpenHandoff(id),
    app.sessions.readLastHandoff(id),
  ]);
  const { holder } = control;
  return {
    id,
    agent: { id: agentId, name: agents.get(agentId) ?? agentId },
    customer: { id: customerId, name: customer.name },
    mode: control.mode,
    title: session.title,
    creation_utc: formatTime(session.createdAt),
    last_message: message === null || message.deleted ? null : lastMessage(message),
    operator: holder.kind === 'operator' ? { id: holder.id, name: holder.name } : null,
    handoff_id: handoff?.id ?? null,
    last_handoff: ended === null ? null : lastHandoff(ended),
  };
}

function lastHandoff({ id, stage, disposition, endedAt }: HandoffState): SessionHead['last_handoff'] {
  return {
    id,
    stage,
    disposition,
    ended_utc: endedAt === null ? null : formatTime(endedAt),
  };
}

function lastMessage({ source, data, at }: EventRecord): SessionHead['last_message'] {
  const { message } = JSON.parse(data) as { message?: unknown };
  const text = typeof message === 'string' ? message : '';
  return {
    source,
    text: [...text.slice(0, 2 * MOST_CHARACTERS)].slice(0, MOST_CHARACTERS).join(''),
    creation_utc: formatTime(at),
  };
}

function lastChange({ last_message: message, creation_utc: created }: SessionHead): string {
  return message?.creation_utc ?? created;
}
