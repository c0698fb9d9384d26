/** How many schemas may still be made. Shared by all that one service describes. */
export interface SchemaBudget {
  left: number;
}

/** What schemas of one document are made with. */
export interface SchemaScope {
  readonly budget: SchemaBudget;
  /** What a reference such as `#/components/schemas/Order` names; other documents are not read. */
  follow(ref: string): unknown;
}

/**
 * A few references that lead to each other can describe millions of properties. So many schemas take some 60
 * milliseconds to make.
 */
const MOST_SCHEMAS = 5000;

export function newBudget(): SchemaBudget {
  return { left: MOST_SCHEMAS };
}

export function scopeOf(document: unknown, budget: SchemaBudget = newBudget()): SchemaScope {
  return {
    budget,
    follow(ref) {
      if (!ref.startsWith('#')) return undefined;
      let value = document;
      for (const step of ref.slice(1).split('/').slice(1)) {
        const key = unescaped(step);
        value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
      }
      return value;
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function unescaped(step: string): string {
  const text = step.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
