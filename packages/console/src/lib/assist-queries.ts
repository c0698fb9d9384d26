import type { Assist, CannedReply, QuickAction } from '@baton/protocol';
import { queryOptions } from '@tanstack/react-query';
import { assist, knowledge } from './baton.ts';

/** Help with the newest customer message: asked for once, then brought by the live stream. */
export const assistQuery = (handoffId: string) =>
  queryOptions<Assist>({
    queryKey: ['assist', handoffId],
    queryFn: async ({ client, queryKey }) => {
      const before = client.getQueryData<Assist>(queryKey);
      const answer = await assist.readAssist(handoffId);
      const told = client.getQueryData<Assist>(queryKey);
      // What the stream has told in the meantime is newer than the answer.
      return told === undefined || told === before ? newerAssist(before, answer) : newerAssist(answer, told);
    },
    staleTime: Infinity,
    retry: false,
  });

export const actionsQuery = (handoffId: string) =>
  queryOptions<QuickAction[]>({
    queryKey: ['actions', handoffId],
    queryFn: () => assist.listActions(handoffId),
    staleTime: 60_000,
    retry: false,
  });

export const cannedRepliesQuery = (department: string) =>
  queryOptions<CannedReply[]>({
    queryKey: ['canned-replies', department],
    queryFn: () => knowledge.listCannedReplies({ department }),
    staleTime: 60_000,
    retry: false,
  });

/** Of two answers the one for the newer message; for the same message the one that is further. */
export function newerAssist(before: Assist | undefined, next: Assist): Assist {
  if (before === undefined) return next;
  const [old, fresh] = [before.offset ?? -1, next.offset ?? -1];
  if (fresh !== old) return fresh > old ? next : before;
  const { suggestion: known } = before;
  const { suggestion: given } = next;
  const same = known !== null && given !== null && known.id === given.id;
  const fallsBack = same && known.state === 'complete' && given.state === 'growing';
  return fallsBack ? before : next;
}
