import { localStore } from './local-store.ts';
import { en } from './messages/en.ts';
import type { Messages } from './messages/en.ts';

/** Languages of the console, as they call themselves. */
export const LANGUAGES = { en: 'English', es: 'Español', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

const LANGUAGE_KEY = 'language';

/** The one that was chosen in this browser, else the first of the browser's own that there is. */
export const language: Language = chosenLanguage();

/** Every string of the console. It is chosen once: a page in another language is loaded anew. */
export const messages: Messages = await load(language);

/** Takes effect when the page is loaded again. */
export function chooseLanguage(chosen: Language): void {
  localStore.write(LANGUAGE_KEY, chosen);
}

function chosenLanguage(): Language {
  const wanted = [localStore.read(LANGUAGE_KEY), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return wanted.find((tag): tag is Language => tag !== null && tag in LANGUAGES) ?? 'en';
}

async function load(wanted: Language): Promise<Messages> {
  switch (wanted) {
    case 'en':
      return en;
    case 'es':
      return (await import('./messages/es.ts')).es;
    case 'de':
      return (await import('./messages/de.ts')).de;
  }
}
