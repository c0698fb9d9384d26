import { locale } from './locale.ts';

/** `Spanish` for `es`, in the language of the page; the code itself where it has no name. */
export function languageText(code: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
