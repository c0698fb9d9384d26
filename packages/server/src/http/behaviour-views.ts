import type {
  CannedResponse,
  Capability,
  ContextVariable,
  ContextVariableValue,
  Evaluation,
  EvaluationInvoice,
  Guideline,
  Journey,
  JourneyNode,
  JourneyTransition,
  Term,
  ToolAssociation,
  ToolRef,
} from '@baton/protocol';
import type { EvaluationRecord } from '../core/behaviour/evaluation-record.ts';
import type { GuidelineRecord } from '../core/behaviour/guideline-record.ts';
import type { JourneyEdge, JourneyNodeRecord, JourneyRecord } from '../core/behaviour/journey-record.ts';
import type {
  CannedResponse as CannedResponseRecord,
  Capability as CapabilityRecord,
  ContextVariable as ContextVariableRecord,
  Term as TermRecord,
  VariableValue,
} from '../core/behaviour/knowledge.ts';
import type { ToolId } from '../core/behaviour/tool-id.ts';
import { toolKey } from '../core/behaviour/tool-id.ts';
import { contentId } from '../core/content-id.ts';
import { formatTime } from '../core/time.ts';

/* Behaviour as the wire shows it. */

function toolRefOf({ service, tool }: ToolId): ToolRef {
  return { service_name: service, tool_name: tool };
}

export function toolIdOf({ service_name: service, tool_name: tool }: ToolRef): ToolId {
  return { service, tool };
}

export function guidelineView(guideline: GuidelineRecord): Guideline {
  return {
    id: guideline.id,
    condition: guideline.condition,
    action: guideline.action,
    description: guideline.description,
    title: guideline.title,
    criticality: guideline.criticality,
    enabled: guideline.enabled,
    tags: [...guideline.tags],
    metadata: guideline.metadata,
    composition_mode: guideline.compositionMode,
    track: guideline.track,
    labels: [...guideline.labels],
    priority: guideline.priority,
    say: guideline.say,
    examples: [...guideline.examples],
  };
}

export function toolAssociationViews({ id, toolIds }: GuidelineRecord): ToolAssociation[] {
  return toolIds.map((toolId) => ({
    id: contentId('tool_association', id, toolKey(toolId)),
    guideline_id: id,
    tool_id: toolRefOf(toolId),
  }));
}

export function journeyView(journey: JourneyRecord): Journey {
  return {
    id: journey.id,
    title: journey.title,
    description: journey.description,
    triggers: [...journey.triggers],
    conditions: [...journey.triggers],
    tags: [...journey.tags],
    composition_mode: journey.compositionMode,
    labels: [...journey.labels],
    priority: journey.priority,
    root_id: journey.rootId,
  };
}

export function journeyNodeView(journeyId: string, node: JourneyNodeRecord): JourneyNode {
  return {
    id: node.id,
    journey_id: journeyId,
    kind: node.kind,
    action: node.action,
    description: node.description,
    tools: node.toolIds.map(toolRefOf),
    metadata: node.metadata,
    composition_mode: node.compositionMode,
    labels: [...node.labels],
    say: node.say,
  };
}

export function journeyTransitionView(journeyId: string, edge: JourneyEdge): JourneyTransition {
  return {
    id: edge.id,
    journey_id: journeyId,
    source: edge.source,
    target: edge.target,
    condition: edge.condition,
    metadata: edge.metadata,
    examples: [...edge.examples],
  };
}

export function termView(term: TermRecord): Term {
  return {
    id: term.id,
    name: term.name,
    description: term.description,
    synonyms: [...term.synonyms],
    tags: [...term.tags],
  };
}

export function variableView(variable: ContextVariableRecord): ContextVariable {
  return {
    id: variable.id,
    name: variable.name,
    description: variable.description,
    tool_id: variable.toolId === null ? null : toolRefOf(variable.toolId),
    freshness_rules: variable.freshnessRules,
    tags: [...variable.tags],
  };
}

export function variableValueView(value: VariableValue): ContextVariableValue {
  return { id: value.id, last_modified: formatTime(value.lastModified), data: value.data };
}

export function cannedResponseView(response: CannedResponseRecord): CannedResponse {
  return {
    id: response.id,
    creation_utc: formatTime(response.createdAt),
    value: response.value,
    fields: response.fields.map((field) => ({ ...field, examples: [...field.examples] })),
    tags: [...response.tags],
    signals: [...response.signals],
    metadata: response.metadata,
    field_dependencies: [...response.fieldDependencies],
  };
}

export function capabilityView(capability: CapabilityRecord): Capability {
  return {
    id: capability.id,
    title: capability.title,
    description: capability.description,
    signals: [...capability.signals],
    tags: [...capability.tags],
  };
}

export function evaluationView(evaluation: EvaluationRecord): Evaluation {
  return {
    id: evaluation.id,
    status: evaluation.status,
    progress: evaluation.progress,
    creation_utc: formatTime(evaluation.createdAt),
    error: evaluation.error,
    invoices: evaluation.invoices as unknown as EvaluationInvoice[],
  };
}
