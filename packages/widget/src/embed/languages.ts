import { ENGLISH, type Messages } from '../messages.ts';

/** Languages of which the words come in files of their own, when they are needed. */
const OTHERS = ['de', 'es'];
const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur'];

/** The chat's own words in this language, or in English. */
export async function loadMessages(server: string, language: string): Promise<Messages> {
  const code = codeOf(language);
  if (!OTHERS.includes(code)) return ENGLISH;
  try {
    const address = `${server}/widget-${code}.js`;
    const { MESSAGES } = (await import(/* @vite-ignore */ address)) as { MESSAGES: Messages };
    return MESSAGES;
  } catch {
    return ENGLISH;
  }
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.includes(codeOf(language)) ? 'rtl' : 'ltr';
}

function codeOf(language: string): string {
  return language.slice(0, 2).toLowerCase();
}
