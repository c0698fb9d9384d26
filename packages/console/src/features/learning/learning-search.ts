export const LEARNING_PARTS = ['proposed', 'decided'] as const;
export type LearningPart = (typeof LEARNING_PARTS)[number];

/** Which proposals are shown; absent: those that wait for a lead. */
export interface LearningSearch {
  show?: 'decided' | undefined;
}

/** Reads an address that anybody may have written. */
export function learningSearchFrom({ show }: Readonly<Record<string, unknown>>): LearningSearch {
  return show === 'decided' ? { show } : {};
}
