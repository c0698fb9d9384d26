import { isDeepStrictEqual } from 'node:util';
import type { Json } from '@baton/protocol';
import type { ExecutedCall, PlannedCall } from '../../../engine/tool-definition.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { GuidelineMatch, MissingArgument, ToolPlan, ToolPlanner } from '../../../ports/engine-stages.ts';
import { readState, writeState } from '../../embedded/embedded-state.ts';
import type { PendingTool } from '../../embedded/embedded-state.ts';
import { SURE } from '../../../core/nlp/match/match-bands.ts';
import { questionFor } from '../../embedded/plan/question-for.ts';
import { orFallBack } from '../fall-back.ts';
import type { StageModel } from '../stage-model.ts';
import { KnownWords } from './known-words.ts';
import { readArguments } from './read-arguments.ts';
import type { ReadArguments } from './read-arguments.ts';
import { PlanAnswer, toolQuestion } from './tool-question.ts';
import { areOne, keyOf, wantedTools, withChoices } from './wanted-tool.ts';
import type { WantedTool } from './wanted-tool.ts';

const MOST_CALLS = 8;
const MOST_CALLS_OF_ONE_TOOL = 3;
const MOST_MISSING = 6;

/**
 * Plans tools in at most one call for all: what takes no arguments and changes nothing runs without one. Tools
 * that have run in this turn are not asked about again.
 */
export class ModelPlanner implements ToolPlanner {
  readonly #model: StageModel;
  readonly #embedded: ToolPlanner;
  readonly #now: () => Date;

  constructor(model: StageModel, embedded: ToolPlanner, now: () => Date) {
    this.#model = model;
    this.#embedded = embedded;
    this.#now = now;
  }

  async plan(
    context: TurnContext,
    matches: readonly GuidelineMatch[],
    calls: readonly ExecutedCall[],
  ): Promise<ToolPlan> {
    const sure = matches.filter(({ score }) => score >= SURE);
    const wanted = wantedTools(context, sure, calls);
    const atOnce = wanted.filter(runsAtOnce);
    const asked = wanted.filter((tool) => !runsAtOnce(tool));
    const free = atOnce.map(({ tool }) => ({ tool, arguments: {} }));
    if (asked.length === 0) return planOf(context, sure, free, []);
    return orFallBack(
      context,
      'plan',
      async () => {
        const read = await this.#ask(context, asked, calls);
        return planOf(context, sure, [...free, ...callsOf(context, read)], read);
      },
      () => this.#embedded.plan(context, sure, calls),
    );
  }

  async #ask(
    context: TurnContext,
    asked: readonly WantedTool[],
    calls: readonly ExecutedCall[],
  ): Promise<ReadArguments[]> {
    // Numbers of tools that do the same are those of this question.
    const tools = await Promise.all(
      asked.map((tool) => withChoices(context, renumbered(tool, asked, context))),
    );
    const answer = await this.#model.structured(
      context,
      toolQuestion(context, tools, calls, this.#now()),
      PlanAnswer,
    );
    const known = new KnownWords(context, calls);
    const used = new Map<WantedTool, number>();
    const read: ReadArguments[] = [];
    for (const planned of answer.calls) {
      const tool = tools[planned.tool - 1];
      if (tool === undefined || !planned.run || read.length >= MOST_CALLS) continue;
      const times = used.get(tool) ?? 0;
      if (times >= MOST_CALLS_OF_ONE_TOOL) continue;
      used.set(tool, times + 1);
      read.push(await readArguments(tool, planned, known));
    }
    return read;
  }
}

function runsAtOnce({ tool, parameters, instead }: WantedTool): boolean {
  return parameters.length === 0 && tool.consequential !== true && instead.length === 0;
}

function renumbered(wanted: WantedTool, asked: readonly WantedTool[], context: TurnContext): WantedTool {
  const { relationships } = context.behaviour;
  const instead = asked.flatMap(({ tool }, index) =>
    tool !== wanted.tool && areOne(tool, wanted.tool, relationships) ? [index + 1] : [],
  );
  return { ...wanted, instead };
}

/** Of tools that do the same the first one stays: they come in the order of their matches. */
function callsOf(context: TurnContext, read: readonly ReadArguments[]): PlannedCall[] {
  const calls: PlannedCall[] = [];
  for (const { call } of read) {
    if (call === null) continue;
    const taken = calls.some(
      (other) =>
        keyOf(other.tool) !== keyOf(call.tool) &&
        areOne(other.tool, call.tool, context.behaviour.relationships),
    );
    if (!taken) calls.push(call);
  }
  return calls;
}

function planOf(
  context: TurnContext,
  matches: readonly GuidelineMatch[],
  planned: readonly PlannedCall[],
  read: readonly ReadArguments[],
): ToolPlan {
  const calls: PlannedCall[] = [];
  for (const call of planned) {
    if (!wasMade(context, call) && !calls.some((other) => isSame(other, call))) calls.push(call);
  }
  const missing = firstToAsk(read.filter(({ call }) => call === null));
  const pending = pendingOf(context, read, missing);
  const followed = matches[0]?.guideline.id;
  const changes = { pending, choices: [], ...(followed !== undefined && { followed }) };
  return { calls, missing, state: writeState(context, context.state, changes) };
}

/** Only what has the lowest precedence is asked for; what has none comes last. */
function firstToAsk(read: readonly ReadArguments[]): MissingArgument[] {
  const all = read.flatMap(({ wanted, missing }) =>
    missing.map((parameter) => ({ tool: wanted.tool, parameter })),
  );
  const precedence = ({ parameter }: (typeof all)[number]): number =>
    parameter.options.precedence ?? Number.POSITIVE_INFINITY;
  const lowest = Math.min(...all.map(precedence));
  return all
    .filter((each) => precedence(each) === lowest)
    .slice(0, MOST_MISSING)
    .map(({ tool, parameter }) => ({ tool, parameter: parameter.name, question: questionFor(parameter) }));
}

/** What the conversation waits for, as the embedded stages keep it: they go on with it when no model answers. */
function pendingOf(
  context: TurnContext,
  read: readonly ReadArguments[],
  missing: readonly MissingArgument[],
): PendingTool | null {
  const [first] = missing;
  const waiting = read.find(({ wanted, call }) => call === null && wanted.tool === first?.tool);
  const guideline = waiting?.wanted.matches[0]?.guideline;
  if (first === undefined || waiting === undefined || guideline === undefined) return null;
  const before = readState(context).pending;
  const again = before?.tool === first.tool.name && before.asked === first.parameter;
  return {
    guidelineId: guideline.id,
    tool: first.tool.name,
    given: waiting.given,
    asked: first.parameter,
    attempts: again ? before.attempts + 1 : 0,
    suggested: null,
  };
}

/** Made before the turn was cancelled and began again. */
function wasMade({ history, latest }: TurnContext, call: PlannedCall): boolean {
  const since = latest?.offset ?? Number.POSITIVE_INFINITY;
  const given = asJson(call.arguments);
  return history.some(
    (entry) =>
      entry.type === 'tool' &&
      entry.offset > since &&
      entry.toolId === keyOf(call.tool) &&
      isDeepStrictEqual(entry.arguments, given),
  );
}

function isSame(a: PlannedCall, b: PlannedCall): boolean {
  return keyOf(a.tool) === keyOf(b.tool) && isDeepStrictEqual(asJson(a.arguments), asJson(b.arguments));
}

function asJson(given: Record<string, unknown>): Json {
  return JSON.parse(JSON.stringify(given)) as Json;
}
