import { WordExpression } from './pattern/word-expression.ts';

/** A way of asking for a person. `score` is how certainly words of this kind are meant as a request, 0..1. */
export interface RuleSource {
  readonly name: string;
  readonly score: number;
  readonly pattern: string;
}

export interface Rule {
  readonly name: string;
  readonly score: number;
  readonly expression: RegExp;
}

/**
 * Compiles a pattern over a clause that was written as words with one space between and around them.
 * `{NAME}` stands for a class of words, `{..n}` for up to n words of any kind. Every repetition is bounded, so
 * matching time stays linear in the clause.
 */
export function compilePattern(pattern: string, classes: Readonly<Record<string, string>>): RegExp {
  let source = pattern;
  // Classes may name classes; three levels are enough.
  for (let level = 0; level < 3; level += 1) {
    source = source.replace(/\{([A-Z_]+)\}/g, (_, name: string) => {
      const expansion = classes[name];
      if (expansion === undefined) throw new Error(`The pattern names an unknown class ${name}: ${pattern}`);
      return `(?:${expansion})`;
    });
  }
  source = source.replace(/\{\.\.(\d)\}/g, (_, most: string) => `(?:[^ ]+ ){0,${most}}`);
  return new WordExpression(source);
}

export function compileRules(
  sources: readonly RuleSource[],
  classes: Readonly<Record<string, string>>,
): readonly Rule[] {
  return sources.map(({ name, score, pattern }) => ({
    name,
    score,
    expression: compilePattern(pattern, classes),
  }));
}
