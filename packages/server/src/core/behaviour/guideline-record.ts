import type { CompositionMode, Criticality, JsonObject } from '@baton/protocol';
import type { ToolId } from './tool-id.ts';

export type { Criticality } from '@baton/protocol';

/** "When `condition`, do `action`", as it is kept. Times are microseconds since 1970. */
export interface GuidelineRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly condition: string;
  /** Null: only observed. */
  readonly action: string | null;
  readonly description: string | null;
  /** What it is about in a few words, e.g. `your open claims`: for telling the customer what can be asked. */
  readonly title: string | null;
  readonly criticality: Criticality;
  readonly enabled: boolean;
  /** Whose it is: `agent:<id>`, `journey:<id>`, or tags an agent carries; none means every agent's. */
  readonly tags: readonly string[];
  readonly metadata: JsonObject;
  readonly compositionMode: CompositionMode | null;
  /** Once it has been followed it is not repeated without new cause. */
  readonly track: boolean;
  /** Put on the session when it is matched. */
  readonly labels: readonly string[];
  /** Higher wins where two conflict. */
  readonly priority: number;
  readonly toolIds: readonly ToolId[];
  /** The words to say, when they matter. Where a model composes, they are what it is to say. */
  readonly say: string | null;
  /** Things a customer says when the condition holds: sharpens matching without a model. */
  readonly examples: readonly string[];
}
