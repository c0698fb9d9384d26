import type { ReplySuggester } from '../../ports/reply-suggester.ts';

/** Where replies are suggested to nobody. */
export const NO_SUGGESTIONS: ReplySuggester = { streams: false, suggest: () => Promise.resolve(null) };
