import { stateTag } from '../core/behaviour/journey-record.ts';
import { isDeepStrictEqual } from 'node:util';
import { toolKey } from '../core/behaviour/tool-id.ts';
import type { JourneyProgress } from '../core/journey/journey-progress.ts';
import { isAt } from '../core/behaviour/resolve-relationships.ts';
import type {
  GuidelineMatch,
  JourneyPosition,
  MatchInput,
  Matching,
  MissingArgument,
} from '../ports/engine-stages.ts';
import { AUTHOR_TIMEOUT_MS } from './author-code.ts';
import type { Guideline, Journey } from './behaviour.ts';
import { callHooks } from './call-hooks.ts';
import { runAs } from './current.ts';
import { executeCalls } from './execute-calls.ts';
import { judgeGuidelines } from './judge-guidelines.ts';
import { journeyMatches } from './journey-guideline.ts';
import { JourneyWalk } from './journey-walk.ts';
import { settleMatches } from './settle-matches.ts';
import type { ExecutedCall, PlannedCall } from './tool-definition.ts';
import { toolIdOf } from './tool-definition.ts';
import type { TurnContext } from './turn-context.ts';
import type { TurnScope } from './turn-scope.ts';

/** What a turn has found out before it composes. */
export interface Prepared {
  readonly context: TurnContext;
  /** What is followed, relationships settled. */
  readonly matches: readonly GuidelineMatch[];
  readonly calls: readonly ExecutedCall[];
  readonly missing: readonly MissingArgument[];
  readonly walk: JourneyWalk;
}

/** What one iteration judges. */
type Asked = Pick<MatchInput, 'guidelines' | 'journeys'>;

/**
 * Matching and tools, in iterations: what tools have found may make other guidelines apply and lead journeys on.
 * The first iteration judges everything, later ones only what the tools of the one before may have changed.
 */
export class Preparation {
  readonly #scope: TurnScope;
  readonly #walk: JourneyWalk;
  readonly #followed: ReadonlySet<string>;
  #context: TurnContext;
  #matched: readonly GuidelineMatch[] = [];
  #settled: readonly GuidelineMatch[] = [];
  #calls: readonly ExecutedCall[] = [];
  #missing: readonly MissingArgument[] = [];

  constructor(
    scope: TurnScope,
    kept: { readonly journeys: JourneyProgress; readonly followed: readonly string[] },
  ) {
    this.#scope = scope;
    this.#context = scope.context;
    this.#followed = new Set(kept.followed);
    const { recorder, context } = scope;
    this.#walk = new JourneyWalk(context.behaviour.journeys, kept.journeys, {
      recorder,
      prompted: context.latest !== null,
    });
  }

  /** What has been found out so far. */
  get prepared(): Prepared {
    return {
      context: this.#context,
      matches: this.#settled,
      calls: this.#calls,
      missing: this.#missing,
      walk: this.#walk,
    };
  }

  /** Ends early when a tool asks for a person. */
  async run(): Promise<Prepared> {
    const { behaviour } = this.#context;
    const mostIterations = Math.max(1, this.#context.agent.maxEngineIterations);
    let asked: Asked | null = {
      guidelines: behaviour.guidelines,
      journeys: this.#walk.positions((journey) => canBegin(journey, behaviour.guidelines)),
    };
    for (let iteration = 1; asked !== null; iteration += 1) {
      await this.#hooks('onIterationStart', iteration);
      await this.#match(iteration, asked);
      const calls = await this.#plan();
      await this.#hooks('onIterationEnd', iteration, calls);
      if (calls.length === 0 || calls.some(asksForPerson)) break;
      const before = this.#settled;
      const done = this.#walk.afterTools(calls);
      asked = iteration < mostIterations ? this.#askedAgain(calls, done) : null;
      if (asked === null && done.size > 0) this.#settle(before);
    }
    return this.prepared;
  }

  async #match(iteration: number, asked: Asked): Promise<void> {
    const before = this.#settled;
    const judged = await this.#judge(iteration, asked);
    if (iteration === 1) {
      this.#matched = judged.matches;
    } else {
      const again = new Set(asked.guidelines.map(({ id }) => id));
      this.#matched = [
        ...this.#matched.filter(({ guideline }) => !again.has(guideline.id)),
        ...judged.matches.filter(({ guideline }) => again.has(guideline.id)),
      ];
    }
    this.#walk.walk(judged.steps, await this.#beginnings(asked.journeys));
    this.#settle(before);
  }

  #judge(iteration: number, asked: Asked): Promise<Matching> {
    const { author, stages } = this.#scope;
    if (iteration > 1 && asked.guidelines.length + asked.journeys.length === 0)
      return Promise.resolve({ matches: [], steps: [] });
    const input = { iteration, ...asked, calls: this.#calls };
    const judging = judgeGuidelines(this.#context, input, { author, matcher: stages.matcher });
    return this.#scope.stage('match', judging);
  }

  /** Which journeys begin: one of their triggers was matched, or their own matcher says so. */
  async #beginnings(positions: readonly JourneyPosition[]): Promise<(journey: Journey) => boolean> {
    const matched = new Set(this.#matched.map(({ guideline }) => guideline.id));
    const bound = positions.filter(({ journey, open }) => !open && journey.binding.matcher !== undefined);
    const holding = new Set<string>();
    await Promise.all(
      bound.map(async ({ journey }) => {
        const { matcher } = journey.binding;
        const holds = await this.#scope.author.attempt(`matcher of ${journey.id}`, AUTHOR_TIMEOUT_MS, () =>
          matcher?.(this.#context),
        );
        if (holds === true) holding.add(journey.id);
      }),
    );
    return ({ id, triggers }) => holding.has(id) || triggers.some((trigger) => matched.has(trigger));
  }

  #settle(before: readonly GuidelineMatch[]): void {
    const { behaviour, latest } = this.#context;
    const states = journeyMatches(this.#walk.places, this.#matched);
    const all = [...states, ...this.#matched];
    const settled = settleMatches({
      behaviour,
      matches: all,
      active: this.#walk.active,
      followed: this.#followed,
      prompted: latest !== null,
      recorder: this.#scope.recorder,
    });
    const kept = new Set(settled.map(({ guideline }) => guideline.id));
    // A tool state whose tools have run stays with what they found, for the composer.
    const served = before.filter(
      ({ guideline }) =>
        !kept.has(guideline.id) && isServed(guideline, this.#calls) && !this.#isJudged(guideline),
    );
    this.#settled = [...settled, ...served];
    for (const { journey, node, said } of this.#walk.places) {
      if (!said && node.kind !== 'fork' && !kept.has(stateTag(node.id))) this.#walk.undo(journey.id);
    }
  }

  #isJudged({ id }: Guideline): boolean {
    return this.#context.behaviour.guidelines.some((guideline) => guideline.id === id);
  }

  /** The calls of this iteration. Those made before in this turn are not made again. */
  async #plan(): Promise<readonly ExecutedCall[]> {
    const { stages, writer, log, recorder, emitter, author } = this.#scope;
    const wanting = this.#settled.filter(({ guideline }) => !isServed(guideline, this.#calls));
    // Choices of parameters are functions of authors too.
    const planning = runAs(author.current, () => stages.planner.plan(this.#context, wanting, this.#calls));
    const plan = await this.#scope.stage('plan', planning);
    this.#context = { ...this.#context, state: plan.state };
    this.#missing = plan.missing;
    const fresh = plan.calls.filter((call) => !this.#calls.some((made) => isSameCall(made, call)));
    if (fresh.length === 0) return [];
    await writer.append([log.status('processing', { stage: 'Considering tools' })]);
    const running = executeCalls(this.#context, fresh, { current: author.current, emitter, recorder });
    const calls = await this.#scope.stage('tools', running);
    this.#calls = [...this.#calls, ...calls];
    const stored = calls.filter((call) => call.result.control?.lifespan !== 'response');
    if (stored.length > 0) await writer.append(stored.map((call) => log.toolCall(call)));
    return calls;
  }

  /** Null when the tools that ran change nothing that is judged. */
  #askedAgain(calls: readonly ExecutedCall[], done: ReadonlySet<string>): Asked | null {
    const { guidelines, relationships } = this.#context.behaviour;
    const ran = new Set(calls.map(({ tool }) => toolKey(toolIdOf(tool))));
    const sources = relationships
      .filter(
        ({ kind, target }) =>
          kind === 'reevaluation' && target.type === 'tool' && ran.has(toolKey(target.id)),
      )
      .map(({ source }) => source);
    const again = guidelines.filter((guideline) => sources.some((source) => isAt(guideline, source)));
    const journeys = this.#walk.positionsAfter(done);
    if (again.length === 0 && done.size === 0) return null;
    return { guidelines: again, journeys };
  }

  #hooks(
    point: 'onIterationStart' | 'onIterationEnd',
    iteration: number,
    calls: readonly ExecutedCall[] = [],
  ): Promise<void> {
    const { author } = this.#scope;
    const { hooks } = this.#context.behaviour.binding;
    if (hooks === undefined) return Promise.resolve();
    return point === 'onIterationStart'
      ? callHooks(author, hooks, point, this.#context, iteration)
      : callHooks(author, hooks, point, this.#context, iteration, calls);
  }
}

/** A tool that says how a person is to be asked for asks for one, whatever mode it names. */
export function asksForPerson({ result }: ExecutedCall): boolean {
  return result.control?.mode === 'manual' || (result.control?.handoff ?? null) !== null;
}

function canBegin(journey: Journey, guidelines: readonly Guideline[]): boolean {
  if (journey.binding.matcher !== undefined) return true;
  return journey.triggers.some((trigger) => guidelines.some(({ id }) => id === trigger));
}

function isServed({ tools }: Guideline, calls: readonly ExecutedCall[]): boolean {
  return tools.length > 0 && tools.every((tool) => calls.some((call) => call.tool === tool));
}

function isSameCall(a: PlannedCall, b: PlannedCall): boolean {
  return a.tool === b.tool && isDeepStrictEqual(a.arguments, b.arguments);
}
