/** Tags of what was found: `jailbreak`, `harassment`, `hate`, `illicit`, `self-harm`, `sexual`, `violence`. */
export interface ModerationVerdict {
  readonly flagged: boolean;
  readonly tags: readonly string[];
}

/** Port: judges a customer's message. `paranoid` also looks for attempts to take over the AI's instructions. */
export interface Moderator {
  moderate(text: string, level: 'auto' | 'paranoid', signal: AbortSignal): Promise<ModerationVerdict>;
}
