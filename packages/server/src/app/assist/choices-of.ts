import type { ToolDefinition } from '../../engine/tool-definition.ts';
import type { CallSubject } from '../../ports/operator-caller.ts';
import { orAborted } from '../../ports/or-aborted.ts';
import type { Log } from '../app.ts';

const WITHIN_MS = 2000;

/** Values that the author's code finds for this customer, by parameter; one that does not come in time has none. */
export async function choicesOf(
  tool: ToolDefinition,
  { agent, session, customer }: CallSubject,
  { signal: stopped, log }: { readonly signal: AbortSignal; readonly log: Log },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(WITHIN_MS)]);
  const caller = { agentId: agent.id, sessionId: session.id, customerId: customer.id, signal };
  const found = await Promise.all(
    Object.entries(tool.options ?? {}).map(async ([name, { choices }]) => {
      if (choices === undefined) return [];
      try {
        const values = await orAborted((async () => choices(caller))(), signal);
        return [[name, values.filter((value) => typeof value === 'string')] as const];
      } catch (error) {
        log.warn({ err: error, tool: tool.name, parameter: name }, 'choices could not be had');
        return [];
      }
    }),
  );
  return new Map(found.flat());
}
