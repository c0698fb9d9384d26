import { guessLanguage } from '../../../core/nlp/guess-language.ts';
import { scoreHumanRequest } from '../../../core/nlp/human-request/score-human-request.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { HandoffNotice } from '../../../ports/engine-stages.ts';
import type { HandoffReason } from '../handoff-reason.ts';
import { unansweredText } from '../unanswered.ts';
import { ENGLISH_NOTICE, NOTICES } from './notice-texts.ts';

const READ_MESSAGES = 4;

/** The one message that goes with a handoff (H3.2): why, that a person takes over, that nothing is lost. */
export function handoffNotice(context: TurnContext, { reason, available }: HandoffNotice): string {
  const texts = NOTICES[customerLanguage(context)] ?? ENGLISH_NOTICE;
  const because = texts.because[reason as HandoffReason];
  const takeover = available === null ? texts.unknown : available ? texts.now : texts.later;
  return [because, takeover, texts.nothingToRepeat].filter((part) => part !== undefined).join(' ');
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
