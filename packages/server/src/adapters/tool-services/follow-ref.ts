import { isSchema } from './schema-of.ts';

/** Follows references such as `#/components/schemas/Order` within one document; other documents are not read. */
export function followWithin(document: unknown): (ref: string) => unknown {
  return (ref) => {
    if (!ref.startsWith('#')) return undefined;
    let value = document;
    for (const step of ref.slice(1).split('/').slice(1)) {
      const key = unescaped(step);
      value = isSchema(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    }
    return value;
  };
}

function unescaped(step: string): string {
  const text = step.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
