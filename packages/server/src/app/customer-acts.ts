import { chooseByEvent } from './follow-ups/choose-by-event.ts';
import { chooseInWords } from './follow-ups/choose-in-words.ts';
import { rateByEvent, rateInWords } from './return/rate-by-post.ts';
import type { CustomerAct, PostedCustom, PostedMessage } from './posted.ts';
import type { PostOutcome } from './post-outcome.ts';

/* What customers do in plain words and with the buttons of their page. The first that knows what to do, does it. */
const MESSAGE_ACTS: readonly CustomerAct<PostedMessage>[] = [chooseInWords, rateInWords];
const CUSTOM_ACTS: readonly CustomerAct<PostedCustom>[] = [chooseByEvent, rateByEvent];

export function actOnMessage(...posted: Parameters<CustomerAct<PostedMessage>>): Promise<PostOutcome | null> {
  return first(MESSAGE_ACTS, posted);
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
