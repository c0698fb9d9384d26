import { chooseByEvent } from './follow-ups/choose-by-event.ts';
import { CHOICE_IN_WORDS } from './follow-ups/choose-in-words.ts';
import { RATING_IN_WORDS, rateByEvent } from './return/rate-by-post.ts';
import type { CustomerAct, MessageAct, PostedCustom, PostedMessage } from './posted.ts';
import type { PostOutcome } from './post-outcome.ts';

/* What customers do in plain words and with the buttons of their page. The first that knows what to do, does it. */
const MESSAGE_ACTS: readonly MessageAct[] = [CHOICE_IN_WORDS, RATING_IN_WORDS];
const CUSTOM_ACTS: readonly CustomerAct<PostedCustom>[] = [chooseByEvent, rateByEvent];

/** Null at once where a message of this session can be nothing but a message. */
export function actOnMessage(
  ...posted: Parameters<CustomerAct<PostedMessage>>
): Promise<PostOutcome | null> | null {
  const acts = MESSAGE_ACTS.filter(({ may }) => may(posted[1]));
  if (acts.length === 0) return null;
  return first(
    acts.map(({ act }) => act),
    posted,
  );
}

export function actOnCustom(...posted: Parameters<CustomerAct<PostedCustom>>): Promise<PostOutcome | null> {
  return first(CUSTOM_ACTS, posted);
}

async function first<T>(
  acts: readonly CustomerAct<T>[],
  posted: Parameters<CustomerAct<T>>,
): Promise<PostOutcome | null> {
  for (const act of acts) {
    const outcome = await act(...posted);
    if (outcome !== null) return outcome;
  }
  return null;
}
