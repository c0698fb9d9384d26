/** `{{ generative.name }}` in a rendered text: a field that a model is to fill. */
export class Placeholder {
  readonly name: string;
  /** How often it has been printed. */
  printed = 0;

  constructor(name: string) {
    this.name = name;
  }

  print(): string {
    this.printed += 1;
    return `{{ generative.${this.name} }}`;
  }
}

const PLACEHOLDER = /\{\{ generative\.([A-Za-z_]\w*) \}\}/g;

export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].flatMap((match) => match[1] ?? []);
}

/** Puts values in the places of the fields to fill, in one pass: a value is never read as a template. Null: one is missing. */
export function fillPlaceholders(text: string, values: ReadonlyMap<string, string>): string | null {
  if (!placeholdersIn(text).every((name) => values.has(name))) return null;
  return text.replace(PLACEHOLDER, (_, name: string) => values.get(name) ?? '');
}
