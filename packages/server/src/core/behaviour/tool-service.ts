import type { ToolServiceKind } from '@baton/protocol';

export type { ToolServiceKind } from '@baton/protocol';

/** A server elsewhere whose tools the agents may use. Its name is its id. */
export interface ToolServiceRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly kind: ToolServiceKind;
  readonly url: string;
  /** Of `openapi`: where its description is, a URL. */
  readonly source: string | null;
}
