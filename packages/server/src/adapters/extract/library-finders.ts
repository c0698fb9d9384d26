import type { CountryCode } from 'libphonenumber-js/min';
import type { Detail, DetailFinder } from '../../core/nlp/extract/find-details.ts';

export interface LibraryFinderOptions {
  /** ISO 3166-1 alpha-2 of the country whose numbers are written without a prefix; null for none. */
  readonly country: string | null;
  /** ISO 639-1, the languages dates are written in. */
  readonly languages: readonly string[];
  /** What "yesterday" is counted from. */
  readonly now: () => Date;
}

/** Longer texts take the libraries more than a few milliseconds. */
const READ_CHARACTERS = 2000;
const MOST_FOUND = 20;

/** Each language by itself: all that the library has take four times as long. */
const LOCALES = {
  de: () => import('chrono-node/de'),
  en: () => import('chrono-node/en'),
  es: () => import('chrono-node/es'),
  fr: () => import('chrono-node/fr'),
  it: () => import('chrono-node/it'),
  nl: () => import('chrono-node/nl'),
  pt: () => import('chrono-node/pt'),
};

function isKnown(language: string): language is keyof typeof LOCALES {
  return Object.hasOwn(LOCALES, language);
}

/**
 * Finders of phone numbers (in E.164) and of dates in words ("three weeks ago"). Both libraries take a third of a
 * second to load and are loaded here and nowhere else: ask for the finders beside a start or a package, not in a turn.
 */
export async function loadLibraryFinders(options: LibraryFinderOptions): Promise<readonly DetailFinder[]> {
  const [phones, dates] = await Promise.all([phoneFinder(options), dateFinder(options)]);
  return [phones, dates];
}

async function phoneFinder({ country }: LibraryFinderOptions): Promise<DetailFinder> {
  const { findPhoneNumbersInText, isSupportedCountry } = await import('libphonenumber-js/min');
  const known = country !== null && isSupportedCountry(country) ? (country satisfies CountryCode) : undefined;
  return (text) =>
    findPhoneNumbersInText(text.slice(0, READ_CHARACTERS), known)
      .filter(({ number }) => number.isValid())
      .slice(0, MOST_FOUND)
      .map(({ number, startsAt, endsAt }) => ({
        kind: 'phone',
        value: text.slice(startsAt, endsAt),
        normal: number.number,
        start: startsAt,
        end: endsAt,
      }));
}

async function dateFinder({ languages, now }: LibraryFinderOptions): Promise<DetailFinder> {
  const known = (languages.length === 0 ? ['en'] : languages).flatMap((language) =>
    isKnown(language) ? [LOCALES[language]()] : [],
  );
  const used = await Promise.all(known);
  return (text) => {
    const source = text.slice(0, READ_CHARACTERS);
    const found = used.flatMap((locale) =>
      locale.parse(source, now()).flatMap((result): Detail[] => {
        // A weekday or an hour alone is no date that an operator needs.
        const named = result.start.isCertain('day') || result.start.isCertain('weekday');
        const relative =
          /\p{L}/u.test(result.text) && !/^\d{1,2}(?::\d{2})?\s?(?:am|pm|uhr|h)?$/i.test(result.text);
        if (!named && !relative) return [];
        if (!named && result.start.isCertain('hour') && !result.start.isCertain('month')) return [];
        const normal = isoDay(result.start.date());
        return [
          {
            kind: 'date',
            value: result.text,
            normal,
            start: result.index,
            end: result.index + result.text.length,
          },
        ];
      }),
    );
    return found.slice(0, MOST_FOUND);
  };
}

function isoDay(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
}
