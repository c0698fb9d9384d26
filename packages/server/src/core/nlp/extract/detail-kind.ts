import type { KeyDetail } from '@baton/protocol';

/** What can be named in a message: a line of the context package, or an address on the web. */
export type DetailKind = KeyDetail['kind'] | 'url';
