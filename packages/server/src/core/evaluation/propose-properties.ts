import type { JsonObject } from '@baton/protocol';
import { oneLine, withoutEnd } from './one-line.ts';

const CONTINUOUS =
  /\b(?:always|throughout|at all times|every time|whenever|in every|in all (?:your )?(?:answers|replies|messages)|each (?:message|answer|reply)|never|do not|don't|avoid|refrain|keep (?:being|using|the)|remain|stay|until|tone|politely|formal(?:ly)?|in (?:simple|plain) (?:words|language)|speak|write in|reply in|answer in)\b/i;
const ASKS =
  /\b(?:ask|request|prompt|invite|inquire|collect|find out|verify with|confirm with|check with|have the (?:customer|user)|let the (?:customer|user))\b/i;
const ASKED_FOR =
  /\b(?:ask|request|prompt|collect|find out)(?: (?:the )?(?:customer|user|client)| them| him| her)?(?: for)?\s+(.+)$/i;
const ASKED_TO =
  /\b(?:(?:ask|request|prompt|invite)(?: the)? (?:customer|user|client|them) to|(?:have|let)(?: the)? (?:customer|user|client|them)) (.+)$/i;
const RUNS = /^(?:please )?(?:use|call|run|invoke|execute|look up|fetch|retrieve|load|query)\b/i;
const SPEAKS =
  /\b(?:tell|say|ask|inform|explain|answer|reply|offer|apologi[sz]e|greet|thank|confirm|recommend|suggest|share|present|show)\b/i;
const AGENT_FIRST = /^(?:when(?:ever)? |if )?(?:you|the (?:agent|ai|assistant|bot))\b/i;

/** What kind of instruction it is, read off its words: for the author to look at, and under the names that Parlant's engine keeps in a guideline's metadata. */
export function proposeProperties(condition: string, action: string | null, toolCount: number): JsonObject {
  const when = oneLine(condition);
  const todo = action === null ? null : oneLine(action);
  return {
    continuous: todo !== null && CONTINUOUS.test(todo),
    customer_dependent_action_data: customerPart(todo),
    agent_intention_condition: AGENT_FIRST.test(when) ? when : null,
    tool_running_only: toolCount > 0 && (todo === null || (RUNS.test(todo) && !SPEAKS.test(todo))),
  };
}

/** Whether it is done only once the customer has done his part. */
function customerPart(action: string | null): JsonObject {
  if (action === null || !ASKS.test(action))
    return { is_customer_dependent: false, customer_action: null, agent_action: null };
  const plain = withoutEnd(action);
  const todo = ASKED_TO.exec(plain)?.[1];
  const wanted = ASKED_FOR.exec(plain)?.[1];
  const customerAction =
    todo === undefined
      ? `The customer has told: ${wanted ?? plain}`
      : `The customer has done what was asked: ${todo}`;
  return { is_customer_dependent: true, customer_action: customerAction, agent_action: plain };
}
