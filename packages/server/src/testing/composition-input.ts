import type { CompositionInput } from '../ports/engine-stages.ts';

/** What a composer is given when nothing else matters to a test. */
export function compositionInput(over: Partial<CompositionInput> = {}): CompositionInput {
  return {
    matches: [],
    calls: [],
    missing: [],
    handoff: null,
    state: {},
    mode: 'fluid',
    canned: [],
    retrieved: [],
    instructions: [],
    onText: null,
    ...over,
  };
}
