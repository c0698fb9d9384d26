import { locale } from './locale.ts';

const names = new Intl.DisplayNames(locale, { type: 'language' });

/** `Spanish` for `es`, in the language of the page; the code itself where it has no name. */
export function languageText(code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
