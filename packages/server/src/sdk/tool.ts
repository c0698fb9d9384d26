import type { JsonObject } from '@baton/protocol';
import type { z } from 'zod';
import type {
  ToolContext,
  ToolDefinition,
  ToolParameterOptions,
  ToolResult,
} from '../engine/tool-definition.ts';
import { requireText } from './check-text.ts';

const NAME = /^[a-z][a-z0-9_]{0,63}$/;

export interface ToolOptions<Parameters extends z.ZodObject> {
  /** Lower case letters, digits and underscores, e.g. `get_open_claims`. */
  readonly name: string;
  /** What it does and when it helps: read by the AI. */
  readonly description: string;
  /**
   * What it has to be given. `.describe('your policy number')` says how to ask for an argument; a description
   * that ends in a question mark is asked as it is.
   */
  readonly parameters: Parameters;
  /** How single parameters are to be had. */
  readonly parameterOptions?: { readonly [Name in keyof z.input<Parameters>]?: ToolParameterOptions };
  /** It changes something outside the conversation, e.g. files a claim: it is never run on a guess. */
  readonly consequential?: boolean;
  /** Whether it may run beside another that matched too. Default `auto`: tools with an overlap relationship do not. */
  readonly overlap?: 'none' | 'auto' | 'always';
  readonly metadata?: JsonObject;
  /**
   * An operator who holds a session may run it, with a form made of `parameters`, and what it answers is in the
   * session's log. It is offered for the agents whose guidelines or journeys use it, and for those it is given to
   * with `agent.addOperatorTools`. `only`: the AI never calls it. `title`: what the action is called; default made
   * from the name.
   */
  readonly forOperators?: boolean | { readonly title?: string; readonly only?: boolean };
  /**
   * Does it. `data` of the answer is for the AI and may reach the customer. An exception counts as a failed
   * call: the customer is told that it did not work.
   */
  readonly run: (context: ToolContext, args: z.output<Parameters>) => Promise<ToolResult>;
}

/** Makes a function the AI may call. Throws a TypeError for a name that cannot be one and for options of no parameter. */
export function tool<Parameters extends z.ZodObject>(options: ToolOptions<Parameters>): ToolDefinition {
  const { name, description, parameters, parameterOptions, run } = options;
  if (!NAME.test(name)) {
    throw new TypeError(
      `A tool's name has lower case letters, digits and underscores, begins with a letter and is at most 64 long, not ${JSON.stringify(name)}`,
    );
  }
  for (const parameter of Object.keys(parameterOptions ?? {})) {
    if (!Object.hasOwn(parameters.shape, parameter)) {
      throw new TypeError(`The tool ${name} has options for ${parameter}, which is none of its parameters`);
    }
  }
  return Object.freeze({
    name,
    description,
    parameters,
    ...(parameterOptions !== undefined && { options: frozenOptions(parameterOptions) }),
    consequential: options.consequential ?? false,
    ...(options.overlap !== undefined && { overlap: options.overlap }),
    ...(options.metadata !== undefined && { metadata: options.metadata }),
    ...operatorsOf(options.forOperators),
    // The engine parsed the arguments with `parameters` before it calls.
    run: (context: ToolContext, args: Record<string, unknown>) => run(context, args as z.output<Parameters>),
  });
}

function operatorsOf(
  forOperators: ToolOptions<z.ZodObject>['forOperators'] = false,
): Pick<ToolDefinition, 'operators'> {
  if (forOperators === false) return {};
  const { title, only = false } = forOperators === true ? {} : forOperators;
  if (title !== undefined) requireText('forOperators.title', title);
  return { operators: Object.freeze({ title: title ?? null, only }) };
}

function frozenOptions(
  options: Readonly<Record<string, ToolParameterOptions | undefined>>,
): Readonly<Record<string, ToolParameterOptions>> {
  const given = Object.entries(options).flatMap(([name, each]) => (each === undefined ? [] : [[name, each]]));
  return Object.freeze(Object.fromEntries(given) as Record<string, ToolParameterOptions>);
}
