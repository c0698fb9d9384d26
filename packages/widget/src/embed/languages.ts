import { ENGLISH, type Messages } from '../messages.ts';

/** Languages of which the words come in files of their own, when they are needed. */
const OTHERS = ['de', 'es'];
const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur'];

const loaded = new Map<string, Messages>();
let failures = 0;

/** The chat's own words in this language, or in English; asked again, what could not be had is tried again. */
export async function loadMessages(server: string, language: string): Promise<Messages> {
  const code = codeOf(language);
  const known = loaded.get(code);
  if (known !== undefined || !OTHERS.includes(code)) return known ?? ENGLISH;
  try {
    // Browsers remember that a module could not be loaded, and do not try again under the same address.
    const address = `${server}/widget-${code}.js?again=${failures}`;
    const { MESSAGES } = (await import(/* @vite-ignore */ address)) as { MESSAGES: Messages };
    // A newer build may have left out words that this one says.
    const words = { ...ENGLISH, ...MESSAGES };
    loaded.set(code, words);
    return words;
  } catch {
    failures++;
    return ENGLISH;
  }
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.includes(codeOf(language)) ? 'rtl' : 'ltr';
}

function codeOf(language: string): string {
  return language.slice(0, 2).toLowerCase();
}
