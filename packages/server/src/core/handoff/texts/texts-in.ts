import { DUTCH } from './nl.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';
import { GERMAN } from './de.ts';
import { ITALIAN } from './it.ts';
import { POLISH } from './pl.ts';
import { PORTUGUESE } from './pt.ts';
import { SPANISH } from './es.ts';
import type { DeskTexts } from './desk-texts.ts';

/** By language, ISO 639-1. */
export const DESK_TEXTS: Readonly<Record<string, DeskTexts>> = {
  en: ENGLISH,
  es: SPANISH,
  fr: FRENCH,
  de: GERMAN,
  pt: PORTUGUESE,
  it: ITALIAN,
  nl: DUTCH,
  pl: POLISH,
};

/** The texts in a language, and its code; English for one that has none, and where the language does not show. */
export function textsIn(language: string | null): { readonly code: string; readonly texts: DeskTexts } {
  const texts = language === null ? undefined : DESK_TEXTS[language];
  return texts === undefined || language === null
    ? { code: 'en', texts: ENGLISH }
    : { code: language, texts };
}
