/** The message of the AI that is explained. */
export interface ExplainedMessage {
  /** That of its event: it names the turn. */
  traceId: string;
  /** When it was said. */
  utc: string;
  text: string;
}
