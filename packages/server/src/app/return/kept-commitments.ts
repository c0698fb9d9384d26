import type { Json, JsonObject } from '@baton/protocol';
import type { HandedCommitment } from '../../core/handoff/journal-fact.ts';
import type { SessionRecord } from '../../ports/session-store.ts';
import type { App } from '../app.ts';

/** A session remembers so many of the AI's promises. */
export const MOST_KEPT = 30;

/** What the AI has promised while nobody held the session, oldest first: the engine's, out of reach of clients. */
export function keptCommitments(agentState: JsonObject | null): HandedCommitment[] {
  const kept: Json | undefined = agentState?.['commitments'];
  return Array.isArray(kept) ? kept.flatMap((entry) => readOne(entry)).slice(-MOST_KEPT) : [];
}

function readOne(entry: Json): HandedCommitment[] {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return [];
  const { id, text, due, at } = entry;
  if (typeof id !== 'string' || typeof text !== 'string' || typeof at !== 'number') return [];
  return [{ id, text, due: typeof due === 'number' ? due : null, at }];
}

/** Those that the next handoff of the session begins with: what has been promised since the last one did. */
export async function commitmentsToHandOver(
  app: App,
  { id, agentState }: SessionRecord,
): Promise<readonly HandedCommitment[]> {
  const kept = keptCommitments(agentState);
  if (kept.length === 0) return [];
  const last = await app.sessions.readLastHandoff(id);
  return kept.filter(({ at }) => at > (last?.requestedAt ?? -1));
}
