/* Apart from the schemas, so that a page that needs these does not load all of those. */

/** Those that a page may show in place; all others are downloaded. */
export const INLINE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;

/** Most attachments of one message. */
export const MOST_ATTACHMENTS = 10;
