import { END_NODE } from '../core/behaviour/journey-record.ts';
import { begin, leave, markSaid, placeIn, takeWay } from '../core/journey/journey-progress.ts';
import type { JourneyProgress } from '../core/journey/journey-progress.ts';
import { otherwise, waysOn } from '../core/journey/ways-on.ts';
import type { JourneyPosition, JourneyStep } from '../ports/engine-stages.ts';
import type { Journey, JourneyNode } from './behaviour.ts';
import type { ExecutedCall } from './tool-definition.ts';
import type { TurnRecorder } from './turn-recorder.ts';

/** Of states that lead on by themselves; a ring of them ends here. */
const MOST_STEPS = 50;

/**
 * Where a turn stands in its agent's journeys. Nothing of it is kept until the turn's last write: a turn that is
 * cancelled has not walked.
 *
 * `said` of a place says that its state is done: a chat state's action has been said, a tool state's tools have
 * run. Only then does a way without a condition lead on.
 */
export class JourneyWalk {
  readonly #journeys: readonly Journey[];
  readonly #recorder: TurnRecorder;
  /** A customer's message is there that may lead on. */
  readonly #prompted: boolean;
  readonly #before: JourneyProgress;
  #progress: JourneyProgress;
  readonly #touched = new Set<string>();
  readonly #undone = new Set<string>();

  constructor(
    journeys: readonly Journey[],
    progress: JourneyProgress,
    options: { readonly recorder: TurnRecorder; readonly prompted: boolean },
  ) {
    this.#journeys = journeys;
    this.#before = progress;
    this.#progress = progress;
    this.#recorder = options.recorder;
    this.#prompted = options.prompted;
  }

  get progress(): JourneyProgress {
    return this.#progress;
  }

  /** Journeys that are open, or were at some time in this turn. */
  get active(): readonly Journey[] {
    return this.#journeys.filter(
      ({ id }) => (this.#touched.has(id) && !this.#undone.has(id)) || this.#isOpen(id),
    );
  }

  /** Where the conversation stands, in open journeys. */
  get places(): readonly { readonly journey: Journey; readonly node: JourneyNode; readonly said: boolean }[] {
    return this.#journeys.flatMap((journey) => {
      const node = placeIn<JourneyNode>(this.#progress, journey);
      return node === null ? [] : [{ journey, node, said: this.#progress[journey.id]?.said === true }];
    });
  }

  /** What the matcher is to judge at the beginning of a turn; `canBegin`: journeys one of whose triggers is judged too. */
  positions(canBegin: (journey: Journey) => boolean): readonly JourneyPosition[] {
    const open = this.places.map((place) => this.#position(place));
    const closed = this.#journeys.flatMap((journey) => {
      if (this.#isOpen(journey.id) || !canBegin(journey)) return [];
      const node = journey.nodes.find(({ id }) => id === journey.rootId);
      return node === undefined ? [] : [{ journey, node, edges: waysOn(journey, node.id), open: false }];
    });
    return [...open, ...closed];
  }

  /** What the matcher is to judge after tools have run: the ways out of tool states that are done. */
  positionsAfter(journeyIds: ReadonlySet<string>): readonly JourneyPosition[] {
    return this.places
      .filter(({ journey, node, said }) => journeyIds.has(journey.id) && node.kind === 'tool' && said)
      .map((place) => this.#position(place))
      .filter(({ edges }) => edges.some(({ condition }) => condition !== null));
  }

  /** Walks on from what was judged, and begins the journeys that are to begin. */
  walk(steps: readonly JourneyStep[], begins: (journey: Journey) => boolean): void {
    const byJourney = new Map(steps.map((step) => [step.journeyId, step]));
    const dropped = new Set<string>();
    // One that tools of this turn have led to its end was begun by the words that ended it.
    const walked = this.active.filter(({ id }) => !this.#isOpen(id)).map(({ id }) => id);
    for (const { journey, node, said } of this.places) {
      const step = byJourney.get(journey.id);
      if (step?.leaves === true) {
        dropped.add(journey.id);
        this.#leave(journey, node.id, step);
      } else this.#goOn(journey, node, said, step);
    }
    for (const journey of this.#journeys) {
      // One that this message has led to its end may begin anew: "and P-1002?"
      if (this.#isOpen(journey.id) || dropped.has(journey.id) || walked.includes(journey.id)) continue;
      if (!begins(journey)) continue;
      if (!journey.nodes.some(({ id }) => id === journey.rootId)) continue;
      this.#begin(journey, byJourney.get(journey.id));
    }
  }

  /** Notes which tool states are done, and goes on from those that lead on without a condition. Their journeys' ids. */
  afterTools(calls: readonly ExecutedCall[]): ReadonlySet<string> {
    const done = new Set<string>();
    for (const { journey, node, said } of this.places) {
      if (node.kind !== 'tool' || said) continue;
      const own = calls.filter(({ tool }) => node.tools.includes(tool));
      if (own.length === 0) continue;
      const ways = waysOn(journey, node.id);
      // "Book it, then tell that it is booked" must not go on when it could not be booked.
      if (own.some(({ error }) => error !== null) && ways.every(({ condition }) => condition === null))
        continue;
      this.#touched.add(journey.id);
      this.#progress = markSaid(this.#progress, journey.id);
      done.add(journey.id);
      if (ways.every(({ condition }) => condition === null)) this.#goOn(journey, node, true, undefined);
    }
    return done;
  }

  /** A journey that has just begun has not, e.g. because something else is preferred to it. */
  undo(journeyId: string): boolean {
    const before = this.#before[journeyId]?.path.at(-1);
    if (before !== undefined && before !== END_NODE) return false;
    const { [journeyId]: _begun, ...rest } = this.#progress;
    this.#progress = rest;
    this.#undone.add(journeyId);
    return true;
  }

  /** The progress once the states with these ids have been said. */
  afterSaying(nodeIds: ReadonlySet<string>): JourneyProgress {
    let progress = this.#progress;
    for (const { journey, node } of this.places) {
      if (node.kind !== 'tool' && nodeIds.has(node.id)) progress = markSaid(progress, journey.id);
    }
    return progress;
  }

  #goOn(journey: Journey, node: JourneyNode, said: boolean, step: JourneyStep | undefined): void {
    if (node.kind === 'tool' && !said && node.tools.length > 0) return;
    const ways = waysOn(journey, node.id);
    const wayId = step?.edgeId ?? null;
    if (wayId !== null && ways.some(({ id }) => id === wayId)) {
      this.#take(journey, node.id, wayId, { score: step?.score ?? null, rationale: step?.rationale ?? '' });
      return;
    }
    if (node.kind === 'chat' && !(said && this.#prompted)) return;
    if (ways.length === 0) {
      this.#leave(journey, node.id, { score: null, rationale: 'has no way on' });
      return;
    }
    // Judged, and found that it stays.
    if (node.kind === 'chat' && step !== undefined) return;
    const way = otherwise(ways);
    if (way !== null) this.#take(journey, node.id, way.id, { score: null, rationale: 'leads on by itself' });
  }

  #begin(journey: Journey, step: JourneyStep | undefined): void {
    this.#touched.add(journey.id);
    this.#progress = begin(this.#progress, journey);
    this.#recorder.step({
      journey_id: journey.id,
      from: null,
      to: journey.rootId,
      score: step?.score ?? null,
      rationale: 'its trigger was matched',
    });
    const root = placeIn<JourneyNode>(this.#progress, journey);
    if (root !== null && root.kind !== 'chat') this.#goOn(journey, root, false, step);
  }

  #take(
    journey: Journey,
    from: string,
    wayId: string,
    why: { score: number | null; rationale: string },
  ): void {
    this.#touched.add(journey.id);
    this.#progress = takeWay(this.#progress, journey, wayId);
    let place = placeIn<JourneyNode>(this.#progress, journey);
    // Tool states whose tools are not there would hold the journey for ever.
    for (
      let steps = 0;
      place?.kind === 'tool' && place.tools.length === 0 && steps < MOST_STEPS;
      steps += 1
    ) {
      const way = otherwise(waysOn(journey, place.id));
      if (way === null) break;
      this.#progress = takeWay(this.#progress, journey, way.id);
      place = placeIn<JourneyNode>(this.#progress, journey);
    }
    this.#recorder.step({ journey_id: journey.id, from, to: place?.id ?? END_NODE, ...why });
  }

  #leave(journey: Journey, from: string, why: { score: number | null; rationale: string }): void {
    this.#touched.add(journey.id);
    this.#progress = leave(this.#progress, journey.id);
    const { score, rationale } = why;
    this.#recorder.step({ journey_id: journey.id, from, to: END_NODE, score, rationale });
  }

  /**
   * A tool state that is not done has no way on yet, but the customer may drop the matter. From a chat state that
   * has not been said only what he has told of himself leads on.
   */
  #position(place: { journey: Journey; node: JourneyNode; said: boolean }): JourneyPosition {
    const { journey, node, said } = place;
    if (node.kind === 'tool' && !said && node.tools.length > 0)
      return { journey, node, edges: [], open: true };
    const ways = waysOn(journey, node.id);
    const edges = node.kind === 'chat' && !said ? ways.filter(({ condition }) => condition !== null) : ways;
    return { journey, node, edges, open: true };
  }

  #isOpen(journeyId: string): boolean {
    const last = this.#progress[journeyId]?.path.at(-1);
    return last !== undefined && last !== END_NODE;
  }
}
