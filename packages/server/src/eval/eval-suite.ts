import { parse } from 'yaml';
import { z } from 'zod';

/** What a turn is held against; what is absent is not looked at. */
export interface Expectation {
  /** Titles, conditions or ids of guidelines that must be matched; part of one is enough. */
  readonly guidelines?: readonly string[] | undefined;
  /** Exactly the tools that must run; `[]` for none. */
  readonly tools?: readonly string[] | undefined;
  /** Journeys, and states as `journey: part of the state's action`, that the turn must stand in. */
  readonly journeys?: readonly string[] | undefined;
  /** Texts, or expressions between slashes, that the answer must hold. */
  readonly must_say?: readonly string[] | undefined;
  readonly must_not_say?: readonly string[] | undefined;
  /** Whether a person is asked for, or for what reason. */
  readonly handoff?: boolean | string | undefined;
}

export interface EvalTurn {
  readonly say: string;
  readonly expect: Expectation;
}

export interface EvalConversation {
  readonly name: string;
  readonly turns: readonly EvalTurn[];
}

export interface EvalSuite {
  readonly suite: string;
  /** Name or id of the agent; the first one when absent. */
  readonly agent?: string | undefined;
  readonly conversations: readonly EvalConversation[];
}

/** A suite that cannot be read; the message says where and what to mend. */
export class EvalSuiteError extends Error {}

const texts = z.array(z.string().min(1)).optional();
const ExpectationSchema = z.strictObject({
  guidelines: texts,
  tools: texts,
  journeys: texts,
  must_say: texts,
  must_not_say: texts,
  handoff: z.union([z.boolean(), z.string().min(1)]).optional(),
});
const SuiteSchema: z.ZodType<EvalSuite> = z.strictObject({
  suite: z.string().min(1),
  agent: z.string().min(1).optional(),
  conversations: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        turns: z
          .array(z.strictObject({ say: z.string().min(1), expect: ExpectationSchema.default({}) }))
          .min(1),
      }),
    )
    .min(1),
});

/** Reads a suite out of YAML. Throws an EvalSuiteError. */
export function readEvalSuite(yaml: string): EvalSuite {
  let data: unknown;
  try {
    data = parse(yaml, { maxAliasCount: 50 });
  } catch (error) {
    throw new EvalSuiteError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  const result = SuiteSchema.safeParse(data);
  if (!result.success) throw new EvalSuiteError(z.prettifyError(result.error));
  const names = result.data.conversations.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new EvalSuiteError(`Two conversations are called "${twice}".`);
  for (const { name, turns } of result.data.conversations) {
    for (const { expect } of turns) checkPatterns(name, expect);
  }
  return result.data;
}

function checkPatterns(name: string, { must_say: said, must_not_say: unsaid }: Expectation): void {
  for (const text of [...(said ?? []), ...(unsaid ?? [])]) {
    try {
      patternOf(text);
    } catch (error) {
      throw new EvalSuiteError(`"${name}": ${text} is no expression that can be used.`, { cause: error });
    }
  }
}

/** `/…/` is an expression, anything else the text itself; case does not matter. */
export function patternOf(text: string): RegExp {
  const expression = /^\/(.+)\/[a-z]*$/s.exec(text)?.[1];
  return new RegExp(expression ?? text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`), 'iu');
}
