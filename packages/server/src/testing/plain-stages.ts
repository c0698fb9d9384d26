import type { ExecutedCall } from '../engine/tool-definition.ts';
import type { TurnContext } from '../engine/turn-context.ts';
import type {
  Composition,
  CompositionInput,
  EngineStages,
  JourneyPosition,
  JourneyStep,
  MatchInput,
  Trigger,
} from '../ports/engine-stages.ts';
import { AI_TRANSITION } from './scripted-stages.ts';

/**
 * Stages that take everything literally: a guideline applies when the customer says one of its examples, a way is
 * taken when he says one of its examples or a tool has answered its condition, every tool of a match is called
 * without arguments, and the answer is the list of what was to be done.
 */
export class PlainStages {
  /** What the matcher was asked, oldest first. */
  readonly asked: MatchInput[] = [];
  /** What the composer was given, oldest first. */
  readonly composed: { readonly context: TurnContext; readonly input: CompositionInput }[] = [];
  /** In the place of composing. */
  compose: ((context: TurnContext, input: CompositionInput) => Promise<Composition>) | null = null;
  /** In the place of detecting nothing. */
  detect: ((context: TurnContext) => Promise<Trigger | null>) | null = null;

  readonly stages: EngineStages = {
    triggers: {
      detect: async (context) => {
        const found = (await this.detect?.(context)) ?? null;
        return found === null ? [] : [found];
      },
      review: async () => [],
      explain: async () => null,
    },
    matcher: {
      match: async (context, input) => {
        this.asked.push(input);
        const said = context.latest?.text ?? '';
        const matches = input.guidelines
          .filter(({ examples }) => examples.includes(said))
          .map((guideline) => ({ guideline, score: 0.9, rationale: 'said literally' }));
        return {
          matches,
          steps: input.journeys.flatMap((position) => stepFrom(position, said, input.calls)),
        };
      },
    },
    planner: {
      plan: async (context, matches) => {
        const tools = new Set(matches.flatMap(({ guideline }) => guideline.tools));
        const calls = [...tools].map((tool) => ({ tool, arguments: {} }));
        return { calls, missing: [], state: context.state };
      },
    },
    composer: {
      compose: async (context, input) => {
        this.composed.push({ context, input });
        if (input.handoff !== null) return say(AI_TRANSITION);
        if (this.compose !== null) return this.compose(context, input);
        const actions = input.matches.flatMap(({ guideline }) => guideline.action ?? []);
        return say(actions.length > 0 ? actions.join('; ') : 'nothing to do');
      },
    },
    checker: {
      findTransferPromise: async (text) => (text.includes('promise') ? { quote: 'promise' } : null),
    },
  };

  /** What the last answer was composed from. */
  get last(): CompositionInput {
    const last = this.composed.at(-1);
    if (last === undefined) throw new Error('nothing has been composed');
    return last.input;
  }
}

export function say(...texts: string[]): Composition {
  return { messages: texts.map((text) => ({ text })), confidence: 1, state: {} };
}

function stepFrom(
  { journey, edges }: JourneyPosition,
  said: string,
  calls: readonly ExecutedCall[],
): JourneyStep[] {
  if (said === `leave ${journey.id}`)
    return [{ journeyId: journey.id, edgeId: null, leaves: true, score: 1, rationale: 'dropped' }];
  if (said === `stay in ${journey.id}`)
    return [{ journeyId: journey.id, edgeId: null, score: 1, rationale: 'digresses' }];
  const answers = calls.map(({ result }) => result.data);
  const edge = edges.find(
    ({ condition, examples }) =>
      condition !== null && (examples.includes(said) || answers.includes(condition)),
  );
  if (edge === undefined) return [];
  return [{ journeyId: journey.id, edgeId: edge.id, score: 0.8, rationale: 'said literally' }];
}
