import type { ToolId } from './tool-id.ts';

export const RELATIONSHIP_KINDS = [
  'entailment',
  'priority',
  'dependency',
  'dependency_any',
  'disambiguation',
  'overlap',
  'reevaluation',
] as const;

/**
 * `priority`: the source silences the target. `dependency`: the source counts only with all its targets,
 * `dependency_any` with one of them. `entailment`: the target holds when the source does. `disambiguation`: the
 * source asks which of its targets is meant when several match. `overlap`: two tools of which one is chosen.
 * `reevaluation`: the source is judged anew after the target tool has run.
 */
export type RelationshipKind = (typeof RELATIONSHIP_KINDS)[number];

/** A guideline, everything with a tag (`journey:<id>` and `journey_node:<id>` among them), or a tool. */
export type RelationshipEnd =
  | { readonly type: 'guideline'; readonly id: string }
  | { readonly type: 'tag'; readonly id: string }
  | { readonly type: 'tool'; readonly id: ToolId };

export interface Relationship {
  readonly id: string;
  readonly createdAt: number;
  readonly kind: RelationshipKind;
  readonly source: RelationshipEnd;
  readonly target: RelationshipEnd;
}
