import { RequestError, type BatonClient } from '@baton/client';
import type { AgentRef } from '../state/chat-state.ts';
import { Pause } from './pause.ts';

/**
 * The agent with that id, or the first there is. Null when there is none to talk to. Tries again for as long as
 * the server cannot be reached.
 */
export async function findAgent(
  api: Pick<BatonClient, 'listAgents' | 'readAgent'>,
  id: string | null,
  signal: AbortSignal,
): Promise<AgentRef | null> {
  const pause = new Pause();
  while (!signal.aborted) {
    try {
      return (id === null ? (await api.listAgents())[0] : await api.readAgent(id)) ?? null;
    } catch (error) {
      if (error instanceof RequestError && error.status < 500 && error.status !== 429) return null;
      await pause.wait(signal);
    }
  }
  return null;
}
