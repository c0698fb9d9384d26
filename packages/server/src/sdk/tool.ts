import type { z } from 'zod';
import type { ToolContext, ToolDefinition, ToolResult } from '../engine/tool-definition.ts';

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
  /** It changes something outside the conversation, e.g. files a claim: it is never run on a guess. */
  readonly consequential?: boolean;
  /**
   * Does it. `data` of the answer is for the AI and may reach the customer. An exception counts as a failed
   * call: the customer is told that it did not work.
   */
  readonly run: (context: ToolContext, args: z.output<Parameters>) => Promise<ToolResult>;
}

/** Makes a function the AI may call. Throws a TypeError for a name that cannot be one. */
export function tool<Parameters extends z.ZodObject>(options: ToolOptions<Parameters>): ToolDefinition {
  const { name, description, parameters, consequential = false, run } = options;
  if (!NAME.test(name)) {
    throw new TypeError(
      `A tool's name has lower case letters, digits and underscores, begins with a letter and is at most 64 long, not ${JSON.stringify(name)}`,
    );
  }
  return Object.freeze({
    name,
    description,
    parameters,
    consequential,
    // The engine parsed the arguments with `parameters` before it calls.
    run: (context: ToolContext, args: Record<string, unknown>) => run(context, args as z.output<Parameters>),
  });
}
