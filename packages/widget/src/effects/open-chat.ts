import { TalkClient, WidgetClient } from '@baton/client';
import type { ConnectionOptions } from '@baton/client';
import type { WidgetSettings } from '@baton/protocol';
import { ChatController } from './chat-controller.ts';
import { findSettings } from './find-settings.ts';
import { browserSurroundings, type Surroundings } from './surroundings.ts';

export interface OpenChatOptions {
  connection: ConnectionOptions;
  /** Null for the first agent there is. */
  agentId: string | null;
  /** Default: the browser's own. */
  surroundings?: (agentId: string) => Surroundings | Promise<Surroundings>;
  /** A token that stands in for the session's cookie, where there is none; default: cookies alone. */
  tokenOf?: (sessionId: string) => string | null;
  signal: AbortSignal;
}

/** A chat that goes on, and how it is to be shown. */
export interface OpenedChat {
  chat: ChatController;
  settings: WidgetSettings;
}

/** Finds the agent, then takes up the chat with it. Null when there is nobody to talk to, or `signal` ended it. */
export async function openChat({
  connection,
  agentId,
  surroundings = browserSurroundings,
  tokenOf = () => null,
  signal,
}: OpenChatOptions): Promise<OpenedChat | null> {
  const client = new TalkClient(connection);
  const widget = new WidgetClient(connection);
  const api = {
    listAgents: () => client.listAgents(),
    readSettings: (id: string) => widget.readSettings(id),
  };
  const settings = await findSettings(api, agentId, signal);
  if (settings === null || signal.aborted) return null;
  const around = await surroundings(settings.agent.id);
  if (signal.aborted) return null;
  const chat = new ChatController(
    client,
    around,
    settings.agent,
    ({ FileClient }) => new FileClient(connection, tokenOf),
    ({ CustomerClient }) => new CustomerClient(connection),
  );
  chat.start();
  return { chat, settings };
}
