import type { JsonObject } from '@baton/protocol';
import type { SessionPatch, SessionRecord } from '../ports/session-store.ts';
import { matchedParts } from './gather-composition.ts';
import type { Prepared } from './prepare-answer.ts';
import { keepTurnState } from './turn-state.ts';
import type { TurnState } from './turn-state.ts';

export interface AfterTurn {
  /** What was kept before. */
  readonly kept: TurnState;
  readonly prepared: Prepared;
  /** What the stages keep. */
  readonly state: JsonObject;
  /** The answer has been said, and with it what the guidelines and journeys asked for. */
  readonly said: boolean;
}

/** What a turn leaves with its session: that the customer is answered, how far journeys have come, labels. */
export function patchAfter(session: SessionRecord, { kept, prepared, state, said }: AfterTurn): SessionPatch {
  const { matches, walk } = prepared;
  const guidelines = matches.map(({ guideline }) => guideline);
  const followed = said ? guidelines.filter(({ action }) => action !== null).map(({ id }) => id) : [];
  const labels = new Set([...guidelines, ...walk.active].flatMap((part) => part.labels));
  const upsert = [...labels].filter((label) => !session.labels.includes(label));
  return {
    ...nothingSaid(session),
    agentState: keepTurnState({
      stages: state,
      // The best last: it is what the package takes for the customer's intent.
      matched: [...kept.matched, ...guidelines.map(({ condition }) => condition).toReversed()],
      journeys: said ? walk.afterSaying(new Set(matchedParts(prepared).states)) : walk.progress,
      followed: [...kept.followed, ...followed],
      commitments: kept.commitments,
    }),
    ...(upsert.length > 0 && { labels: { upsert, remove: [] } }),
  };
}

/** What the customer wrote counts as answered, and nothing else has changed. */
export function nothingSaid(session: SessionRecord): SessionPatch {
  return { answered: session.lastCustomerOffset };
}
