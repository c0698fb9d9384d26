import type { ArticleRecord } from '../core/behaviour/article-record.ts';
import type { CandidateRecord } from '../core/behaviour/candidate-record.ts';
import type { CannedReplyRecord } from '../core/behaviour/canned-reply-record.ts';
import type { EvaluationRecord } from '../core/behaviour/evaluation-record.ts';
import type { GuidelineRecord } from '../core/behaviour/guideline-record.ts';
import type { JourneyRecord } from '../core/behaviour/journey-record.ts';
import type {
  CannedResponse,
  Capability,
  ContextVariable,
  Term,
  VariableValue,
} from '../core/behaviour/knowledge.ts';
import type { Relationship } from '../core/behaviour/relationship.ts';
import type { ToolServiceRecord } from '../core/behaviour/tool-service.ts';
import type { TriggerPolicyRecord } from '../core/behaviour/trigger-policy-record.ts';
import type { WidgetSettingsRecord } from '../core/behaviour/widget-settings-record.ts';

/** What behaviour is made of, by kind. */
export interface BehaviourRecords {
  guideline: GuidelineRecord;
  relationship: Relationship;
  journey: JourneyRecord;
  term: Term;
  variable: ContextVariable;
  canned_response: CannedResponse;
  capability: Capability;
  service: ToolServiceRecord;
  evaluation: EvaluationRecord;
  trigger_policy: TriggerPolicyRecord;
  article: ArticleRecord;
  canned_reply: CannedReplyRecord;
  candidate: CandidateRecord;
  widget_settings: WidgetSettingsRecord;
}
export type BehaviourKind = keyof BehaviourRecords;

export const BEHAVIOUR_KINDS: readonly BehaviourKind[] = [
  'guideline',
  'relationship',
  'journey',
  'term',
  'variable',
  'canned_response',
  'capability',
  'service',
  'evaluation',
  'trigger_policy',
  'article',
  'canned_reply',
  'candidate',
  'widget_settings',
];

export type BehaviourChange = {
  [K in BehaviourKind]:
    | { readonly op: 'put'; readonly kind: K; readonly record: BehaviourRecords[K] }
    | { readonly op: 'delete'; readonly kind: K; readonly id: string };
}[BehaviourKind];

/** Port: behaviour that was made over REST. A record that code defines too takes its place (same id). */
export interface BehaviourStore {
  /** All of a kind, oldest first. */
  list<K extends BehaviourKind>(kind: K): Promise<BehaviourRecords[K][]>;
  read<K extends BehaviourKind>(kind: K, id: string): Promise<BehaviourRecords[K] | null>;
  /** All changes or none of them; durable when it resolves. Deleting a variable deletes its values. */
  apply(changes: readonly BehaviourChange[]): Promise<void>;

  readValue(variableId: string, key: string): Promise<VariableValue | null>;
  listValues(variableId: string): Promise<{ readonly key: string; readonly value: VariableValue }[]>;
  putValue(variableId: string, key: string, value: VariableValue): Promise<void>;
  deleteValue(variableId: string, key: string): Promise<boolean>;
}
