import { compilePattern } from '../compile-rule.ts';
import { foldText } from '../fold-text.ts';
import { splitSentences } from '../split-sentences.ts';
import { tokenise } from '../tokenise.ts';
import { ENGLISH_PROMISES } from './english-promises.ts';
import { FURTHER_PROMISES } from './further-promises.ts';

const LANGUAGES = [ENGLISH_PROMISES, ...FURTHER_PROMISES].map(({ classes, promises, harmless }) => ({
  promises: promises.map((pattern) => compilePattern(pattern, classes)),
  harmless: harmless.map((pattern) => compilePattern(pattern, classes)),
}));

const MOST_SENTENCES = 60;
const MOST_WORDS = 60;
const READ_CHARACTERS = 8000;

/** The sentence of an AI's message that promises a person or a transfer (H3.3); null when none does. */
export function findTransferPromise(text: string): string | null {
  let seen = 0;
  for (const { text: sentence } of splitSentences(text.slice(0, READ_CHARACTERS))) {
    if (seen === MOST_SENTENCES) return null;
    seen += 1;
    const words = tokenise(foldText(sentence)).slice(0, MOST_WORDS);
    const canonical = ` ${words.join(' ')} `;
    if (holdsPromise(canonical)) return sentence;
  }
  return null;
}

function holdsPromise(sentence: string): boolean {
  return LANGUAGES.some(
    (language) =>
      language.promises.some((pattern) => pattern.test(sentence)) &&
      !language.harmless.some((pattern) => pattern.test(sentence)),
  );
}
