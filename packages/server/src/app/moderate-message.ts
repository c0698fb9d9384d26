import type { ModerationVerdict, Moderator } from '../ports/moderator.ts';
import type { App } from './app.ts';

/** From none to the strictest. */
export const MODERATION_LEVELS = ['none', 'auto', 'paranoid'] as const;
export type ModerationLevel = (typeof MODERATION_LEVELS)[number];

/** The customer's request waits for the verdict. */
const MODERATION_TIMEOUT_MS = 5000;
const MOST_TAGS = 20;
const LONGEST_TAG = 60;

const UNFLAGGED: ModerationVerdict = { flagged: false, tags: [] };
/** Put on a message that could not be judged where nothing may pass unjudged. */
const UNCHECKED: ModerationVerdict = { flagged: true, tags: ['unchecked'] };

/**
 * What moderation says of a customer's message. Without a verdict in time `auto` lets it pass, for an outage must
 * not silence customers; `paranoid` withholds it from the AI with the tag `unchecked`: people still read it.
 */
export function moderateMessage(
  app: App,
  text: string,
  level: ModerationLevel,
): ModerationVerdict | Promise<ModerationVerdict> {
  if (level === 'none' || app.moderator === null) return UNFLAGGED;
  return askModerator(app, app.moderator, { text, level });
}

async function askModerator(
  { clock, log }: App,
  moderator: Moderator,
  { text, level }: { readonly text: string; readonly level: Exclude<ModerationLevel, 'none'> },
): Promise<ModerationVerdict> {
  const limit = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = clock.schedule(clock.now() + MODERATION_TIMEOUT_MS * 1000, () => {
    const error = new Error('no verdict in time');
    limit.abort(error);
    late.reject(error);
  });
  try {
    const verdict = await Promise.race([moderator.moderate(text, level, limit.signal), late.promise]);
    return bounded(verdict);
  } catch (error) {
    log.warn({ err: error, level }, 'a message was not moderated');
    return level === 'paranoid' ? UNCHECKED : UNFLAGGED;
  } finally {
    timer.cancel();
  }
}

/** The stricter of two levels. */
export function stricter(a: ModerationLevel, b: ModerationLevel): ModerationLevel {
  return MODERATION_LEVELS.indexOf(a) > MODERATION_LEVELS.indexOf(b) ? a : b;
}

function bounded({ flagged, tags }: ModerationVerdict): ModerationVerdict {
  return { flagged, tags: [...new Set(tags.map((tag) => tag.slice(0, LONGEST_TAG)))].slice(0, MOST_TAGS) };
}
