/** One message of the conversation, as the extractors read it. */
export interface Said {
  readonly by: 'customer' | 'company';
  readonly text: string;
  readonly offset: number;
}
