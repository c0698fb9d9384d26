import { createHash } from 'node:crypto';
import type { EvaluationInvoice, EvaluationPayload, GuidelinePayload, ToolRef } from '@baton/protocol';
import { objectionTo } from './find-objections.ts';
import type { Neighbour } from './find-objections.ts';
import { proposeAction } from './propose-action.ts';
import type { DescribedTool } from './propose-action.ts';
import { proposeProperties } from './propose-properties.ts';

/** What a payload is judged against. */
export interface Surroundings {
  /** The guidelines that are there, without the one that is replaced. */
  readonly neighbours: readonly Neighbour[];
  readonly tools: readonly DescribedTool[];
  readonly unknownTools: readonly ToolRef[];
  /** What was found wrong already. */
  readonly faults: readonly string[];
}

/** As many as an author can mend at a time. */
const MOST_OBJECTIONS = 5;

/** A payload before anything is known about it. */
export function openInvoice(payload: EvaluationPayload): EvaluationInvoice {
  const checksum = createHash('sha256').update(JSON.stringify(payload)).digest('hex');
  return { payload, checksum, approved: false, data: null, error: null };
}

/** What is found about a guideline: what speaks against it, and the proposals that are asked for. */
export function judgePayload(
  invoice: EvaluationInvoice,
  guideline: GuidelinePayload,
  candidate: Neighbour,
  surroundings: Surroundings,
): EvaluationInvoice {
  const objections = [...surroundings.faults];
  for (const neighbour of surroundings.neighbours) {
    if (objections.length >= MOST_OBJECTIONS) break;
    const objection = objectionTo(candidate, neighbour);
    if (objection !== null) objections.push(objection);
  }
  return {
    ...invoice,
    approved: objections.length === 0,
    data: { guideline: proposals(guideline, surroundings) },
    error: objections.length === 0 ? null : objections.join(' '),
  };
}

type Proposals = NonNullable<EvaluationInvoice['data']>['guideline'];

function proposals(guideline: GuidelinePayload, { tools, unknownTools }: Surroundings): Proposals {
  const { condition, action = null } = guideline.content;
  const proposed =
    guideline.action_proposition === true && action === null ? proposeAction(condition, tools) : null;
  const wantsProperties =
    guideline.properties_proposition === true || guideline.journey_node_proposition === true;
  const properties = proposeProperties(condition, action ?? proposed, guideline.tool_ids.length);
  return {
    action_proposition: proposed,
    // Parlant's clients look for a proposed action here as well.
    properties_proposition:
      wantsProperties || proposed !== null
        ? { ...(wantsProperties && properties), internal_action: proposed }
        : null,
    unknown_tools: [...unknownTools],
  };
}
