import type { RelationshipKind } from '@baton/protocol';
import type { ToolId } from './tool-id.ts';

export { RELATIONSHIP_KINDS } from '@baton/protocol';
export type { RelationshipKind } from '@baton/protocol';

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
