import { useQueries, useQuery } from '@tanstack/react-query';
import { isHeldBy } from './handoff-stage.ts';
import type { HeldConversation } from './held-conversation.ts';
import { heldConversation } from './held-conversation.ts';
import { useOperator } from './operator.ts';
import { boardQuery, sessionLogQuery } from './queries.ts';
import { useSeen } from './seen.ts';

/** Nobody answers more at a time: of any further the logs are not kept here. */
const MOST = 50;

/** One's own conversations, live, whatever page one is on; undefined until the board is there. */
export function useHeldConversations(): readonly HeldConversation[] | undefined {
  const { id: me } = useOperator();
  const { data: board } = useQuery(boardQuery);
  const seen = useSeen(me);
  const held = [...(board?.values() ?? [])].filter((handoff) => isHeldBy(handoff, me)).slice(0, MOST);
  const conversations = useQueries({
    queries: held.map(({ session_id: id }) => sessionLogQuery(id)),
    combine: (logs) =>
      held.map((handoff, index) =>
        heldConversation(handoff, logs[index]?.data, seen.get(handoff.session_id), me),
      ),
  });
  return board === undefined ? undefined : conversations;
}
