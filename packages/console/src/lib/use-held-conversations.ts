import type { Handoff } from '@baton/protocol';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answerDueSince } from './answer-due.ts';
import type { EventLog } from './event-log.ts';
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
  const seen = useSeen(me);
  const held = useHeld();
  const conversations = useQueries({
    queries: (held ?? []).map(({ session_id: id }) => sessionLogQuery(id)),
    combine: (logs) =>
      (held ?? []).map((handoff, index) =>
        heldConversation(handoff, logs[index]?.data, seen.get(handoff.session_id), me),
      ),
  });
  return held === undefined ? undefined : conversations;
}

/** By id of a handoff: since when its customer waits for my answer. Most of what is said there changes nobody's turn. */
export function useAnswersDue(): ReadonlyMap<string, string> {
  const held = useHeld() ?? [];
  const turns = useQueries({
    queries: held.map(({ session_id: id }) => sessionLogQuery(id)),
    combine: (logs) => held.flatMap((handoff, index) => turnOf(handoff, logs[index]?.data)),
  });
  return useMemo(() => new Map(turns), [turns]);
}

function turnOf(handoff: Handoff, log: EventLog | undefined): [id: string, due: string][] {
  const due = log === undefined ? null : answerDueSince(handoff, log);
  return due === null ? [] : [[handoff.id, due]];
}

function useHeld(): readonly Handoff[] | undefined {
  const { id: me } = useOperator();
  const { data: board } = useQuery(boardQuery);
  return board === undefined
    ? undefined
    : [...board.values()].filter((handoff) => isHeldBy(handoff, me)).slice(0, MOST);
}
