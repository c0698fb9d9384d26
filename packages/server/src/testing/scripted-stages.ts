import { z } from 'zod';
import type { Composition, CompositionInput, EngineStages, Trigger } from '../ports/engine-stages.ts';
import type { TurnContext } from '../engine/turn-context.ts';
import type { ToolDefinition } from '../engine/tool-definition.ts';

export type StageName = 'detect' | 'match' | 'plan' | 'tool' | 'compose' | 'review' | 'check';

/** What a test lets the stages do; the rest is as the words below say. */
export interface Script {
  /** Called when a stage begins; the stage goes on when it resolves, and fails when it rejects. */
  pause?(stage: StageName, context: TurnContext): Promise<void>;
  compose?(context: TurnContext, input: CompositionInput): Composition | Promise<Composition>;
}

/* Words in a customer's message that make the stages do something. */
export const WORDS = {
  /** The detector asks for a person. */
  person: 'person',
  /** A tool answers with control mode `manual`. */
  tool: 'tool',
  /** The answer promises a person. */
  promise: 'promise',
  /** The review after composing asks for a person. */
  unsure: 'unsure',
  /** The composer fails. */
  fail: 'fail',
  /** The composer finds nothing to say when a person was asked for. */
  mute: 'mute',
} as const;

/** What is shown of an answer while it is written: every answer begins with it. */
const STREAMED = 'answer';

/** How the scripted AI announces a person. */
export const AI_TRANSITION = 'AI: a person will come.';

/** Stages that do at once, or as slowly as a script wants, what the customer's words say. */
export function scriptedStages(script: Script = {}): EngineStages {
  const pause = async (stage: StageName, context: TurnContext): Promise<void> => {
    await script.pause?.(stage, context);
  };
  const says = (context: TurnContext, word: string): boolean => context.latest?.text.includes(word) === true;
  return {
    triggers: {
      async detect(context) {
        await pause('detect', context);
        return says(context, WORDS.person) ? [trigger(context, 'customer_requested')] : [];
      },
      async review(context) {
        await pause('review', context);
        return says(context, WORDS.unsure) ? [trigger(context, 'low_confidence')] : [];
      },
      explain: async () => null,
    },
    matcher: {
      async match(context) {
        await pause('match', context);
        return { matches: [], steps: [] };
      },
    },
    planner: {
      async plan(context) {
        await pause('plan', context);
        const tool = handoffTool(() => pause('tool', context));
        return {
          calls: says(context, WORDS.tool) ? [{ tool, arguments: {} }] : [],
          missing: [],
          state: context.state,
        };
      },
    },
    composer: {
      async compose(context, input) {
        await pause('compose', context);
        if (says(context, WORDS.fail)) throw new Error('the scripted composer fails');
        if (input.onText !== null) {
          await input.onText(STREAMED);
          await pause('compose', context);
        }
        return (
          script.compose?.(context, input) ?? {
            messages: usualWords(context, input).map((text) => ({ text })),
            confidence: 1,
            state: {},
          }
        );
      },
    },
    checker: {
      async findTransferPromise(text) {
        await script.pause?.('check', { sessionId: '' } as TurnContext);
        return text.includes(WORDS.promise) ? { quote: WORDS.promise } : null;
      },
    },
  };
}

/** `answer to <offset>`, `said: …` when instructed, a greeting when nobody asked, the transition message. */
function usualWords(context: TurnContext, input: CompositionInput): string[] {
  if (context.instructions.length > 0) return [`said: ${context.instructions.join('; ')}`];
  if (input.handoff !== null)
    return context.latest?.text.includes(WORDS.mute) === true ? [] : [AI_TRANSITION];
  if (context.latest === null) return ['hello'];
  const promise = context.latest.text.includes(WORDS.promise) ? `, I ${WORDS.promise} a person` : '';
  return [`answer to ${context.latest.offset}${promise}`];
}

function trigger(context: TurnContext, reason: string): Trigger {
  const { latest } = context;
  const evidence = {
    trigger: 'scripted',
    offset: latest?.offset ?? null,
    score: 1,
    threshold: 0.5,
    quote: null,
  };
  return { reason, evidence };
}

function handoffTool(run: () => Promise<void>): ToolDefinition {
  return {
    name: 'initiate_human_handoff',
    description: 'Gets a person.',
    parameters: z.object({}),
    async run() {
      await run();
      return { data: 'done', control: { mode: 'manual' } };
    },
  };
}
