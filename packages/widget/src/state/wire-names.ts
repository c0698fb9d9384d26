import type { Alternative } from '@baton/protocol';

/* The protocol package's own lists come with its validators, which would triple this page's script.
   The types below make the compiler refuse a list that says less or more than the wire does. */

const ALTERNATIVES: Record<Alternative, true> = { wait: true, callback: true, email: true, ai: true };

export const ALTERNATIVE_NAMES = Object.keys(ALTERNATIVES) as Alternative[];
