/** How people of one language ask for a person, and what only looks like it. */
export interface LanguageTemplates {
  /** ISO 639-1. */
  readonly language: string;
  /** Named choices: `{NAME}` in a template stands for one. */
  readonly classes: Readonly<Record<string, string>>;
  readonly positives: readonly string[];
  /** Wanting no person. */
  readonly negated: readonly string[];
  readonly negatives: readonly string[];
}

/** Numbers from 0 up to 1, the same in every run. */
export type Random = () => number;

/** The generator "mulberry32". */
export function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('Nothing to choose from.');
  return item;
}

/** Writes a template out: `(a|b|)` is a choice, `{NAME}` a class, `x?` after a choice or class may be left out. */
export function expand(template: string, classes: Readonly<Record<string, string>>, random: Random): string {
  let at = 0;
  const sequence = (depth: number): string => {
    const options: string[] = [''];
    while (at < template.length) {
      const letter = template[at];
      if (letter === '|' && depth > 0) {
        at += 1;
        options.push('');
      } else if (letter === ')' && depth > 0) break;
      else options[options.length - 1] += unit(depth);
    }
    return pick(options, random);
  };
  const unit = (depth: number): string => {
    const letter = template[at];
    at += 1;
    if (letter === '(') {
      const inner = sequence(depth + 1);
      at += 1;
      return maybe(inner);
    }
    if (letter === '{') {
      const end = template.indexOf('}', at);
      const name = template.slice(at, end);
      at = end + 1;
      const source = classes[name];
      if (source === undefined) throw new Error(`No class ${name} in: ${template}`);
      return maybe(expand(source, classes, random));
    }
    return maybe(letter ?? '');
  };
  const maybe = (text: string): string => {
    if (template[at] !== '?') return text;
    at += 1;
    if (text === ' ') return text;
    return random() < 0.5 ? text : '';
  };
  return sequence(0).replace(/\s+/g, ' ').trim();
}
