import { transitionText } from '../../../core/handoff/customer-text.ts';
import { textsIn } from '../../../core/handoff/texts/texts-in.ts';
import { guessLanguage } from '../../../core/nlp/guess-language.ts';
import { scoreHumanRequest } from '../../../core/nlp/human-request/score-human-request.ts';
import { NO_OUTLOOK } from '../../../core/waiting/outlook.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { HandoffNotice } from '../../../ports/engine-stages.ts';
import { unansweredText } from '../unanswered.ts';

const READ_MESSAGES = 4;

/** The one message that goes with a handoff (H3.2): why, that a person takes over and when, that nothing is lost. */
export function handoffNotice(context: TurnContext, { reason, available, outlook }: HandoffNotice): string {
  const language = customerLanguage(context);
  const because = textsIn(language).texts.because[reason];
  const takeover = transitionText(language, outlook ?? { ...NO_OUTLOOK, free: available });
  return because === undefined ? takeover : `${because} ${takeover}`;
}

function customerLanguage(context: TurnContext): string {
  const asked = scoreHumanRequest(unansweredText(context));
  return asked !== null && asked.language !== 'en' ? asked.language : writtenLanguage(context);
}

/** What the customer writes in, by his latest words and, when they are too few, the ones before; `en` when it does not show. */
export function writtenLanguage(context: TurnContext): string {
  const recent = context.history
    .filter((entry) => entry.type === 'message')
    .filter((message) => message.author === 'customer')
    .slice(-READ_MESSAGES)
    .map((message) => message.text);
  return guessLanguage(unansweredText(context)) ?? guessLanguage(recent.join('\n')) ?? 'en';
}
