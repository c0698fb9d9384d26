export const COMPOSITION_MODES = ['fluid', 'canned_fluid', 'composited_canned', 'strict_canned'] as const;
export type CompositionMode = (typeof COMPOSITION_MODES)[number];

export const MESSAGE_OUTPUT_MODES = ['block', 'stream'] as const;
export type MessageOutputMode = (typeof MESSAGE_OUTPUT_MODES)[number];

/** An AI agent. */
export interface Agent {
  id: string;
  name: string;
  description: string | null;
  /** Required by client 0.10.0, ignored by newer ones. */
  creation_utc: string;
  max_engine_iterations: number;
  composition_mode: CompositionMode;
  message_output_mode: MessageOutputMode;
  tags: string[];
}
