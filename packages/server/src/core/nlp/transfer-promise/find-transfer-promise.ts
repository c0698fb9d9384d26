import { compilePattern } from '../compile-rule.ts';
import { foldText } from '../fold-text.ts';
import { splitSentences } from '../split-sentences.ts';
import { tokenise } from '../tokenise.ts';
import { ENGLISH_PROMISES } from './english-promises.ts';
import { FURTHER_PROMISES } from './further-promises.ts';
import { tellsOfPersonComing } from './imminent-person.ts';
import { widened } from './wider-promises.ts';

const LANGUAGES = [ENGLISH_PROMISES, ...FURTHER_PROMISES]
  .map(widened)
  .map(({ classes, promises, harmless }) => ({
    promises: promises.map((pattern) => compilePattern(pattern, classes)),
    harmless: harmless.map((pattern) => compilePattern(pattern, classes)),
  }));

const READ_CHARACTERS = 8000;
/** Of a text with more sentences the first and the last are read. */
const MOST_SENTENCES = 120;
const WINDOW_WORDS = 50;
const WINDOW_STEP = 25;
const MOST_WINDOWS = 40;

/** The sentence of an AI's message that promises a person or a transfer (H3.3); null when none does. */
export function findTransferPromise(text: string): string | null {
  const sentences = splitSentences(text.slice(0, READ_CHARACTERS));
  const read =
    sentences.length <= MOST_SENTENCES
      ? sentences
      : [...sentences.slice(0, MOST_SENTENCES / 2), ...sentences.slice(-MOST_SENTENCES / 2)];
  return read.find((sentence) => partsOf(sentence.text).some(holdsPromise))?.text ?? null;
}

/** What stands before and after a colon, and a sentence that never ends, are looked at by themselves. */
function partsOf(sentence: string): string[] {
  const parts: string[] = [];
  for (const part of sentence.split(/:\s/)) {
    const words = tokenise(foldText(part));
    for (let from = 0; from === 0 || from + WINDOW_STEP < words.length; from += WINDOW_STEP) {
      if (parts.length === MOST_WINDOWS) return parts;
      parts.push(` ${words.slice(from, from + WINDOW_WORDS).join(' ')} `);
    }
  }
  return parts;
}

function holdsPromise(sentence: string): boolean {
  const framed = LANGUAGES.some(
    (language) =>
      language.promises.some((pattern) => pattern.test(sentence)) &&
      !language.harmless.some((pattern) => pattern.test(sentence)),
  );
  if (framed) return true;
  if (LANGUAGES.some(({ harmless }) => harmless.some((pattern) => pattern.test(sentence)))) return false;
  return tellsOfPersonComing(sentence);
}
