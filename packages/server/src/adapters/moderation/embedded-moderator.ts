import { findHarm } from '../../core/nlp/moderation/find-harm.ts';
import { findJailbreak } from '../../core/nlp/moderation/find-jailbreak.ts';
import type { ModerationVerdict, Moderator } from '../../ports/moderator.ts';

/**
 * Judges messages by patterns, in six languages, without a key or a network. It finds what is plainly said and
 * little of what is hinted at: it is the floor under a moderation service, not its equal.
 */
export class EmbeddedModerator implements Moderator {
  async moderate(text: string, level: 'auto' | 'paranoid', signal: AbortSignal): Promise<ModerationVerdict> {
    signal.throwIfAborted();
    const tags: string[] = [...findHarm(text)];
    if (level === 'paranoid' && findJailbreak(text)) tags.unshift('jailbreak');
    return { flagged: tags.length > 0, tags };
  }
}
