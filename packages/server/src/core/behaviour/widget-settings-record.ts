/** How an agent's chat is shown, as set over REST: `id` is the agent's. What is absent is the default. */
export interface WidgetSettingsRecord {
  readonly id: string;
  /** Microseconds since 1970. */
  readonly createdAt: number;
  readonly openingMessage?: string | null;
  readonly personButton?: boolean;
  readonly attachments?: boolean;
}
