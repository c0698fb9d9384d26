/* Apart from the schemas, so that a page that needs these does not load all of those. */

/** How a draft can be put into other words. */
export const REWRITES = ['shorten', 'friendlier', 'formal', 'correct', 'translate'] as const;
export type Rewrite = (typeof REWRITES)[number];
