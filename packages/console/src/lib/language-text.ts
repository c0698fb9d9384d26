import { language as own } from './messages.ts';

/** `Spanish` for `es`, in the language of the page; the code itself where it has no name. */
export function languageText(code: string): string {
  try {
    return new Intl.DisplayNames(own, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
