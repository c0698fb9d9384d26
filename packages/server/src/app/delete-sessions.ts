import type { App } from './app.ts';

/** Deletes sessions with their logs and handoffs, and stops what runs in them (H3.7). Returns the ids that existed. */
export async function deleteSessions(app: App, ids: readonly string[]): Promise<string[]> {
  const deleted = await app.sessions.deleteSessions(ids);
  for (const id of deleted) app.turns.cancel(id);
  app.attachments?.clearAway();
  return deleted;
}
