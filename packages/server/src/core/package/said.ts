/** One message of the conversation, as the extractors read it. */
export interface Said {
  /** `person`: an operator, whatever name he wrote under, or the desk. */
  readonly by: 'customer' | 'ai' | 'person';
  /** Without control characters and marks that hide. */
  readonly text: string;
  readonly offset: number;
  /** When it was said, microseconds since 1970: what "yesterday" is counted from. */
  readonly at?: number;
}
