import type { ContextPackage } from '@baton/protocol';
import { answeredInPackage } from '../package/answered-in-package.ts';
import { askedFor } from '../package/asked-for.ts';
import { sentencesOf } from '../package/sentences-of.ts';

/** Messages of an operator in which he asks something, and of them those whose answer stood before him. */
export interface AskedQuestions {
  readonly asked: number;
  readonly again: number;
}

const READ_CHARACTERS = 1500;
const MOST_SENTENCES = 12;

/** What an operator has asked in one stretch, by the texts of his messages. */
export function askedQuestions(texts: readonly string[], made: ContextPackage): AskedQuestions {
  let asked = 0;
  let again = 0;
  for (const text of texts) {
    const isAgain = answeredInPackage(text, made) !== null;
    if (isAgain) again++;
    if (isAgain || asks(text)) asked++;
  }
  return { asked, again };
}

function asks(text: string): boolean {
  const sentences = sentencesOf(text.slice(0, READ_CHARACTERS), MOST_SENTENCES);
  return sentences.some(({ question }) => question) || askedFor(text).length > 0;
}
