import type { JsonObject } from '@baton/protocol';

/** A template that may be said, all its fields at hand but those a model is to fill. */
export interface CannedCandidate {
  readonly id: string;
  /** Rendered; fields to fill stand in it as `{{ generative.name }}`. */
  readonly text: string;
  /** Names of the fields to fill. */
  readonly generative: readonly string[];
  readonly signals: readonly string[];
  readonly metadata: JsonObject;
  /** Its author made it for what applies now: a guideline, a journey or a state. */
  readonly bound?: boolean;
}
