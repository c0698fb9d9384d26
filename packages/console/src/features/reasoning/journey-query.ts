import type { JourneyNode } from '@baton/protocol';
import { queryOptions, useQueries } from '@tanstack/react-query';
import { baton } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { toolName } from '../../lib/tool-text.ts';

/** What a journey and its states are called today; records hold ids. */
export interface JourneyNames {
  title: string;
  states: ReadonlyMap<string, string>;
}

const journeyQuery = (id: string) =>
  queryOptions<JourneyNames>({
    queryKey: ['journey', id],
    queryFn: async () => {
      const [{ title }, nodes] = await Promise.all([baton.readJourney(id), baton.listJourneyNodes(id)]);
      return { title, states: new Map(nodes.map((node) => [node.id, stateText(node)])) };
    },
    structuralSharing: false,
    staleTime: 60_000,
  });

/** Names of journeys by id, as far as they are there. */
export function useJourneyNames(ids: readonly string[]): ReadonlyMap<string, JourneyNames> {
  const results = useQueries({ queries: ids.map((id) => journeyQuery(id)) });
  return new Map(
    results.flatMap(({ data }, i) => (data === undefined ? [] : [[ids[i] ?? '', data] as const])),
  );
}

/** What is done in a state, in its author's words. */
function stateText({ action, description, tools }: JourneyNode): string {
  if (action !== null && action !== '') return action;
  if (tools.length > 0)
    return messages.reasoning.toolStep(tools.map((tool) => toolName(tool.tool_name)).join(', '));
  return description ?? '';
}
