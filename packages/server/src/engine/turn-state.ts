import type { Json, JsonObject } from '@baton/protocol';
import { MOST_KEPT, keptCommitments } from '../app/return/kept-commitments.ts';
import type { HandedCommitment } from '../core/handoff/journal-fact.ts';
import { END_NODE } from '../core/behaviour/journey-record.ts';
import { readProgress } from '../core/journey/journey-progress.ts';
import type { JourneyProgress } from '../core/journey/journey-progress.ts';

/** What the engine keeps with a session from one turn to the next. */
export interface TurnState {
  /** Of the stages; the engine does not look into it. */
  readonly stages: JsonObject;
  /** Conditions of the guidelines that applied last, for the context package. */
  readonly matched: readonly string[];
  readonly journeys: JourneyProgress;
  /** Ids of guidelines that an answer has followed. */
  readonly followed: readonly string[];
  /** What the AI's tools have promised while nobody held the session; grows as the tools of this turn promise more. */
  readonly commitments: HandedCommitment[];
}

const MOST_MATCHED = 10;
const MOST_FOLLOWED = 200;
const MOST_JOURNEYS = 50;

export function readTurnState(kept: JsonObject | null): TurnState {
  const stages = kept?.['stages'];
  return {
    stages: typeof stages === 'object' && stages !== null && !Array.isArray(stages) ? stages : {},
    matched: strings(kept?.['matched']),
    journeys: readProgress(kept?.['journeys']),
    followed: strings(kept?.['followed']),
    commitments: keptCommitments(kept),
  };
}

/** As it is stored: bounded, without the journeys that are over. */
export function keepTurnState(state: TurnState): JsonObject {
  const open = Object.entries(state.journeys).filter(([, { path }]) => path.at(-1) !== END_NODE);
  const journeys = Object.fromEntries(
    open.slice(-MOST_JOURNEYS).map(([id, { path, said }]) => [id, { path: [...path], said }]),
  );
  return {
    stages: state.stages,
    matched: state.matched.slice(-MOST_MATCHED),
    ...(open.length > 0 && { journeys }),
    ...(state.commitments.length > 0 && {
      commitments: state.commitments.slice(-MOST_KEPT).map((each) => ({ ...each })),
    }),
    ...(state.followed.length > 0 && { followed: [...new Set(state.followed)].slice(-MOST_FOLLOWED) }),
  };
}

function strings(kept: Json | undefined): readonly string[] {
  return Array.isArray(kept) ? kept.filter((entry) => typeof entry === 'string') : [];
}
