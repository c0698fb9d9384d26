import { FAILED_CALL } from '../failed-call.ts';
import type { ContextPackage, Evidence, Json, JsonObject, ToolData } from '@baton/protocol';
import type { EventRecord } from '../log/event-record.ts';
import { cleanJson } from '../prompt/clean-json.ts';
import { cleanText } from '../prompt/clean-text.ts';

/* Parts of the package that others wrote, each of a bounded size: a package stands in a journal, not in a file. */

const MOST_EVIDENCE = 20;
const LONGEST_QUOTE = 300;
const LONGEST_NAME = 200;
const MOST_TOOLS = 10;
const LONGEST_ARGUMENTS = 600;
const LONGEST_RESULT = 1500;
const MOST_VARIABLES = 20;
const LONGEST_VALUE = 500;
const MOST_METADATA = 30;
/** What the engine writes in the place of a result when a tool has failed. */

export function boundEvidence(evidence: readonly Evidence[]): Evidence[] {
  return evidence.slice(-MOST_EVIDENCE).map((each) => ({
    ...each,
    trigger: cleanText(each.trigger, LONGEST_NAME),
    quote: each.quote === null ? null : cleanText(each.quote, LONGEST_QUOTE),
  }));
}

export function boundCustomer(customer: {
  readonly id: string;
  readonly name: string;
  readonly metadata: Readonly<Record<string, string>>;
}): ContextPackage['customer'] {
  const entries = Object.entries(customer.metadata).slice(0, MOST_METADATA);
  return {
    id: customer.id,
    name: cleanText(customer.name, LONGEST_NAME),
    metadata: Object.fromEntries(
      entries.map(([key, value]) => [cleanText(key, 100), cleanText(value, LONGEST_QUOTE)]),
    ),
  };
}

export function boundVariables(
  variables: readonly { readonly name: string; readonly value: Json }[],
): ContextPackage['variables'] {
  return variables.slice(0, MOST_VARIABLES).map(({ name, value }) => ({
    name: cleanText(name, 100),
    value: cleanJson(value, LONGEST_VALUE),
  }));
}

/** The newest calls with what came of them; one that was made again counts where it was made last. */
export function toolLines(events: readonly EventRecord[]): ContextPackage['tools'] {
  const lines: ContextPackage['tools'] = [];
  const known = new Set<string>();
  for (const event of events.toReversed()) {
    if (event.kind !== 'tool') continue;
    const { tool_calls: calls } = JSON.parse(event.data) as ToolData;
    for (const call of calls.toReversed()) {
      const made = {
        tool_id: cleanText(call.tool_id, LONGEST_NAME),
        arguments: cleanJson(call.arguments, LONGEST_ARGUMENTS) as JsonObject,
        result: cleanJson(call.result.data, LONGEST_RESULT),
      };
      const key = JSON.stringify(made);
      if (known.has(key)) continue;
      known.add(key);
      const failed = made.result === FAILED_CALL;
      lines.unshift({ ...made, offset: event.offset, ...(failed && { failed }) });
      if (lines.length === MOST_TOOLS) return lines;
    }
  }
  return lines;
}
