import { language } from './messages.ts';

const names = new Intl.DisplayNames(language, { type: 'language', fallback: 'code' });

/** What a language is called in the console's own. An unknown code stays as it is. */
export function languageName(code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
