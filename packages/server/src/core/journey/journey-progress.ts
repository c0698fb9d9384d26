import type { Json } from '@baton/protocol';
import { END_NODE } from '../behaviour/journey-record.ts';
import type { JourneyNodeRecord } from '../behaviour/journey-record.ts';
import { followWay } from './ways-on.ts';
import type { JourneyGraph } from './ways-on.ts';

/** How far a conversation has come in one journey. */
export type JourneyPlace = {
  /** Nodes entered, oldest first; over once the last is END_NODE. */
  readonly path: readonly string[];
  /** The AI has said the present chat state's action: the customer's next message may lead on. */
  readonly said: boolean;
};

/** By journey id. Kept with the session, so that a manual stretch and a restart change nothing. */
export type JourneyProgress = Readonly<Record<string, JourneyPlace>>;

type Walked = JourneyGraph & { readonly id: string };

/** Of a longer path the beginning is forgotten. */
const LONGEST_PATH = 100;

/** The state a journey stands at; null when it is not open, or its code no longer has that state. */
export function placeIn<T extends JourneyNodeRecord>(
  progress: JourneyProgress,
  journey: Omit<Walked, 'nodes'> & { readonly nodes: readonly T[] },
): T | null {
  const at = progress[journey.id]?.path.at(-1);
  return journey.nodes.find(({ id }) => id === at) ?? null;
}

/** The journeys of these that are open, with the state each stands at. */
export function openJourneys<
  T extends JourneyNodeRecord,
  J extends Omit<Walked, 'nodes'> & { readonly nodes: readonly T[] },
>(progress: JourneyProgress, journeys: readonly J[]): readonly { journey: J; node: T }[] {
  return journeys.flatMap((journey) => {
    const node = placeIn<T>(progress, journey);
    return node === null ? [] : [{ journey, node }];
  });
}

/** Begins a journey at its root; one that is open goes back there. */
export function begin(progress: JourneyProgress, { id, rootId }: Walked): JourneyProgress {
  return { ...progress, [id]: { path: [rootId], said: false } };
}

/** Takes a way on (see `waysOn`). One that does not lead out of the present state changes nothing. */
export function takeWay(progress: JourneyProgress, journey: Walked, wayId: string): JourneyProgress {
  const node = placeIn(progress, journey);
  if (node === null) return progress;
  const entered = followWay(journey, node.id, wayId);
  if (entered.length === 0) return progress;
  const path = [...(progress[journey.id]?.path ?? []), ...entered].slice(-LONGEST_PATH);
  return { ...progress, [journey.id]: { path, said: false } };
}

/** Notes that the AI has said the present state's action. */
export function markSaid(progress: JourneyProgress, journeyId: string): JourneyProgress {
  const place = progress[journeyId];
  return place === undefined ? progress : { ...progress, [journeyId]: { ...place, said: true } };
}

/** Ends a journey where it stands, e.g. when the customer has dropped the matter. */
export function leave(progress: JourneyProgress, journeyId: string): JourneyProgress {
  const place = progress[journeyId];
  if (place === undefined || place.path.at(-1) === END_NODE) return progress;
  return { ...progress, [journeyId]: { path: [...place.path, END_NODE], said: false } };
}

/** Reads what was kept; what cannot be read counts as not begun. */
export function readProgress(kept: Json | undefined): JourneyProgress {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return {};
  const places = Object.entries(kept).flatMap(([id, place]) => {
    if (typeof place !== 'object' || place === null || Array.isArray(place)) return [];
    const { path, said } = place;
    if (!Array.isArray(path) || !path.every((node) => typeof node === 'string')) return [];
    return [[id, { path, said: said === true }] as const];
  });
  return Object.fromEntries(places);
}
