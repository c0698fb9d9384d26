import { RequestError, type TalkClient, type WidgetClient } from '@baton/client';
import type { WidgetSettings } from '@baton/protocol';
import { Pause } from './pause.ts';

/**
 * How the chat with this agent is shown, or with the first agent there is. Null when there is none to talk to. Tries
 * again for as long as the server cannot be reached.
 */
export async function findSettings(
  api: Pick<TalkClient, 'listAgents'> & Pick<WidgetClient, 'readSettings'>,
  agentId: string | null,
  signal: AbortSignal,
): Promise<WidgetSettings | null> {
  const pause = new Pause();
  while (!signal.aborted) {
    try {
      const id = agentId ?? (await api.listAgents())[0]?.id;
      return id === undefined ? null : await api.readSettings(id);
    } catch (error) {
      if (error instanceof RequestError && error.status < 500 && error.status !== 429) return null;
      await pause.wait(signal);
    }
  }
  return null;
}
