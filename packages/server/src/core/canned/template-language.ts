import { Liquid } from 'liquidjs';
import { Placeholder } from './placeholder.ts';

/** Characters of a template. */
export const LONGEST_TEMPLATE = 10_000;
/** Characters of what a template says. */
export const LONGEST_TEXT = 10_000;

/* A template is trusted to be slow or long by mistake, not to be harmless. */
const MOST_MILLISECONDS = 150;
const MOST_MEMORY = 500_000;

/** Nothing that reads files, clocks or chance, or that evaluates a text. */
const TAGS: ReadonlySet<string> = new Set([
  'assign',
  'break',
  'case',
  'comment',
  'continue',
  'for',
  'if',
  'unless',
]);
const FILTERS: ReadonlySet<string> = new Set(
  (
    'abs at_least at_most ceil divided_by floor minus plus modulo times round join last first reverse sort ' +
    'sort_natural size compact uniq slice append prepend lstrip rstrip strip downcase upcase capitalize remove ' +
    'remove_first replace replace_first split strip_newlines squish truncate truncatewords default ' +
    'array_to_sentence_string'
  ).split(' '),
);

/** What a template prints that is no text: an object, or nothing. */
class UnprintableError extends Error {}

function print(value: unknown): string {
  if (value instanceof Placeholder) return value.print();
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(print).join(', ');
  throw new UnprintableError('a field has no text');
}

/** Of a value longer than a message nothing can be said; a thousand copies of it would fill the memory first. */
function printShort(value: unknown): string {
  const text = print(value);
  if (text.length > LONGEST_TEXT) throw new UnprintableError('a field is longer than a message');
  return text;
}

/** Liquid without what could reach out of a template. Undefined fields are an error, except where `if` asks for them. */
export function templateLanguage(): Liquid {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictVariables: true,
    lenientIf: true,
    strictFilters: true,
    dynamicPartials: false,
    templates: {},
    parseLimit: LONGEST_TEMPLATE,
    renderLimit: MOST_MILLISECONDS,
    memoryLimit: MOST_MEMORY,
    outputEscape: printShort,
  });
  for (const tag of Object.keys(liquid.tags)) if (!TAGS.has(tag)) delete liquid.tags[tag];
  for (const filter of Object.keys(liquid.filters)) if (!FILTERS.has(filter)) liquid.unregisterFilter(filter);
  addJinjaFilters(liquid);
  return liquid;
}

/** Jinja's names for what Liquid has too. */
function addJinjaFilters(liquid: Liquid): void {
  liquid.registerFilter('lower', (value: unknown) => print(value).toLowerCase());
  liquid.registerFilter('upper', (value: unknown) => print(value).toUpperCase());
  liquid.registerFilter('trim', (value: unknown) => print(value).trim());
  liquid.registerFilter('title', (value: unknown) =>
    print(value).replace(
      /\p{L}[\p{L}\p{M}'’]*/gu,
      (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
    ),
  );
  liquid.registerFilter('length', countOf);
  liquid.registerFilter('count', countOf);
  liquid.registerFilter('int', (value: unknown) => Math.trunc(Number(value)) || 0);
  liquid.registerFilter('float', (value: unknown) => Number(value) || 0);
  liquid.registerFilter('string', (value: unknown) => print(value));
}

function countOf(value: unknown): number {
  if (Array.isArray(value) || typeof value === 'string') return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}
