/** One message of the conversation, as the extractors read it. */
export interface Said {
  /** `person`: an operator, whatever name he wrote under, or the desk. */
  readonly by: 'customer' | 'ai' | 'person';
  readonly text: string;
  readonly offset: number;
}
