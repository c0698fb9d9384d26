import { isStateTag } from '../../../core/behaviour/journey-record.ts';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@baton/protocol';
import { clausesOf } from '../../../core/nlp/clauses-of.ts';
import type { Guideline } from '../../../engine/behaviour.ts';
import type { ToolDefinition } from '../../../engine/tool-definition.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { ExecutedCall, PlannedCall } from '../../../engine/tool-definition.ts';
import type { GuidelineMatch, MissingArgument, ToolPlan, ToolPlanner } from '../../../ports/engine-stages.ts';
import { readState, writeState } from '../embedded-state.ts';
import type { PendingTool } from '../embedded-state.ts';
import { guidelineIndex } from '../match/behaviour-index.ts';
import { SURE } from '../../../core/nlp/match/match-bands.ts';
import { unansweredText } from '../unanswered.ts';
import { gatherArguments } from './gather-arguments.ts';
import type { Gathered } from './gather-arguments.ts';

/**
 * Decides which tools run, with which arguments. Only matches that are sure count; what is missing is asked for
 * one at a time and kept until the tool has run, the customer moves on or calls it off.
 */
export class EmbeddedPlanner implements ToolPlanner {
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  async plan(
    context: TurnContext,
    matches: readonly GuidelineMatch[],
    made: readonly ExecutedCall[],
  ): Promise<ToolPlan> {
    const sure = context.latest === null ? [] : matches.filter((match) => match.score >= SURE);
    const calls: PlannedCall[] = [];
    const missing: MissingArgument[] = [];
    let pending: PendingTool | null = null;
    for (const { guideline } of sure) {
      for (const tool of guideline.tools) {
        const before = this.#pendingFor(context, guideline, tool);
        const gathered = await gatherArguments({
          context,
          tool,
          text: unansweredText(context),
          part: sure.length > 1 ? partAbout(context, guideline) : null,
          pending: before,
          inJourney: isStateTag(guideline.id),
          now: this.#now(),
        });
        if (gathered.parsed !== null) {
          const call = { tool, arguments: gathered.parsed };
          const known = [...made, ...calls];
          if (!known.some((other) => isSameCall(other, call)) && !hasRun(context, call, gathered.given))
            calls.push(call);
        } else if (pending === null && canBeAsked(tool, gathered)) {
          pending = waiting(guideline, tool, gathered, before);
          missing.push(...gathered.missing.map(({ suggested: _suggested, ...asked }) => asked));
        }
      }
    }
    const changes = {
      pending,
      choices: [],
      ...(sure[0] !== undefined && { followed: sure[0].guideline.id }),
    };
    return { calls, missing, state: writeState(context, context.state, changes) };
  }

  #pendingFor(context: TurnContext, guideline: Guideline, tool: ToolDefinition): PendingTool | null {
    const { pending } = readState(context);
    return pending?.guidelineId === guideline.id && pending.tool === tool.name ? pending : null;
  }
}

/** Whether all that is missing can be asked for: what is hidden, or only the context knows, cannot. */
function canBeAsked({ options = {} }: ToolDefinition, { missing }: Gathered): boolean {
  return missing.every(
    ({ parameter }) => options[parameter]?.hidden !== true && options[parameter]?.source !== 'context',
  );
}

/** The words of the clauses that come nearer to this guideline than to any other. */
function partAbout(context: TurnContext, guideline: Guideline): string {
  const index = guidelineIndex(context.behaviour);
  return clausesOf(unansweredText(context))
    .filter((clause) => index.rank(clause.words)[0]?.owner === guideline.id)
    .map((clause) => clause.words.join(' '))
    .join('\n');
}

function waiting(
  guideline: Guideline,
  tool: ToolDefinition,
  { given, missing }: Gathered,
  before: PendingTool | null,
): PendingTool | null {
  const [first] = missing;
  if (first === undefined) return null;
  const attempts = before?.asked === first.parameter ? before.attempts + 1 : 0;
  const { parameter: asked, suggested } = first;
  return { guidelineId: guideline.id, tool: tool.name, given, asked, attempts, suggested };
}

function isSameCall(a: PlannedCall, b: PlannedCall): boolean {
  return a.tool === b.tool && isDeepStrictEqual(a.arguments, b.arguments);
}

/** A turn that was cancelled after its tools ran is started again: they do not run twice for one message. */
function hasRun({ history, latest }: TurnContext, call: PlannedCall, given: JsonObject): boolean {
  return history.some(
    (entry) =>
      entry.type === 'tool' &&
      entry.offset > (latest?.offset ?? Number.POSITIVE_INFINITY) &&
      entry.toolId.endsWith(`:${call.tool.name}`) &&
      (isDeepStrictEqual(entry.arguments, call.arguments) || isDeepStrictEqual(entry.arguments, given)),
  );
}
