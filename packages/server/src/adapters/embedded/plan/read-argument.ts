import type { Json } from '@baton/protocol';
import { findEmails, findPhones } from '../../../core/nlp/extract/find-contacts.ts';
import { findDates } from '../../../core/nlp/extract/find-dates.ts';
import { findCodes, findIds, findIdsBehind } from '../../../core/nlp/extract/find-ids.ts';
import { findAmounts, findNumbers } from '../../../core/nlp/extract/find-numbers.ts';
import { foldText } from '../../../core/nlp/fold-text.ts';
import { readAnswer } from '../../../core/nlp/read-answer.ts';
import { stem } from '../../../core/nlp/stem.ts';
import { tokenise } from '../../../core/nlp/tokenise.ts';
import type { Parameter } from './tool-parameters.ts';

const LONGEST_TEXT = 2000;
/** A number alone describes nothing. */
const FEW_LETTERS = /\p{L}.*\p{L}/su;

/**
 * The values of one parameter that a text names, in the form they are kept (a date as `YYYY-MM-DD`). More than
 * one means that the text does not say which. `asked`: the text answers a question for this very parameter, so
 * that a bare number or any wording will do.
 */
export function readArgument(parameter: Parameter, text: string, asked: boolean, now: Date): readonly Json[] {
  switch (parameter.kind) {
    case 'date':
      return distinct(findDates(text, dayOf(now)).map((date) => date.iso));
    case 'email':
      return distinct(findEmails(text));
    case 'phone':
      return distinct(findPhones(text));
    case 'amount':
      return distinct(orIfAsked(findAmounts(text), asked, () => findNumbers(text)));
    case 'number':
      return asked ? distinct(orIfAsked(findNumbers(text), asked, () => findAmounts(text))) : [];
    case 'id':
      return distinct(readId(parameter, text, asked));
    case 'choice':
      return distinct(readChoice(parameter.choices, text));
    case 'boolean':
      return asked ? readBoolean(text) : [];
    case 'list':
      return asked ? [splitList(text)] : [];
    case 'text':
      return asked ? readText(text) : [];
    case 'other':
      return [];
  }
}

function readId({ pattern, words }: Parameter, text: string, asked: boolean): readonly string[] {
  if (pattern !== null) return findIds(text, pattern);
  const behind = findIdsBehind(text, words);
  return behind.length > 0 || !asked ? behind : findCodes(text);
}

function readChoice(choices: readonly string[], text: string): readonly string[] {
  const said = new Set(tokenise(foldText(text)).map(stem));
  return choices.filter((choice) => {
    const words = tokenise(foldText(choice.replace(/[_-]/g, ' ')));
    return words.length > 0 && words.every((word) => said.has(stem(word)));
  });
}

function readBoolean(text: string): readonly boolean[] {
  const answer = readAnswer(text);
  return answer === null ? [] : [answer === 'yes'];
}

function readText(text: string): readonly string[] {
  const words = text.trim().slice(0, LONGEST_TEXT);
  return FEW_LETTERS.test(words) ? [words] : [];
}

function splitList(text: string): string[] {
  return text
    .slice(0, LONGEST_TEXT)
    .split(/,|;|\n| and /)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function orIfAsked<T>(found: readonly T[], asked: boolean, others: () => readonly T[]): readonly T[] {
  return found.length > 0 || !asked ? found : others();
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

/** The calendar day where the server runs. */
function dayOf(now: Date): { year: number; month: number; day: number } {
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
}
