const READ_CHARACTERS = 4000;
/** Longer words are no numbers a person reads out; an author's pattern is never run on one. */
const LONGEST = 40;
const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}_/.-]{0,39}/gu;

/**
 * Words that fit the pattern of an identifier, in the pattern's own spelling: `cl 2041`, `cl2041` and `CL-2041`
 * are the same claim where the pattern wants `CL-2041`.
 */
export function findIds(text: string, pattern: RegExp): readonly string[] {
  const found = new Set<string>();
  const tokens = [...text.slice(0, READ_CHARACTERS).matchAll(TOKEN)].map(([token]) =>
    token.replace(/[./-]+$/, ''),
  );
  for (const [index, token] of tokens.entries()) {
    const id = fit(token, pattern) ?? joined(token, tokens[index + 1], pattern);
    if (id !== null) found.add(id);
  }
  return [...found];
}

/** Words with a digit that stand behind one of the given words: `policy number 778123`, `claim no. 12`. */
export function findIdsBehind(text: string, words: readonly string[]): readonly string[] {
  if (words.length === 0) return [];
  const source = text.slice(0, READ_CHARACTERS);
  const names = words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, '')).filter((word) => word !== '');
  const pattern = new RegExp(
    String.raw`\b(?:${names.join('|')})\b[\s:#.]{0,3}(?:(?:number|no|nr|id|code|is|its|it's|it is)\b[\s:#.]{0,3}){0,3}([\p{L}\p{N}-]{0,20}\d[\p{L}\p{N}-]{0,20})`,
    'giu',
  );
  return [...new Set([...source.matchAll(pattern)].flatMap((match) => match[1] ?? []))];
}

/** Words with a digit. */
export function findCodes(text: string): readonly string[] {
  const tokens = [...text.slice(0, READ_CHARACTERS).matchAll(TOKEN)].map(([token]) =>
    token.replace(/[./-]+$/, ''),
  );
  return [...new Set(tokens.filter((token) => /\d/.test(token) && token.length >= 3))];
}

function joined(token: string, next: string | undefined, pattern: RegExp): string | null {
  if (next === undefined || !/^\p{L}{1,6}$/u.test(token) || !/^\d/.test(next)) return null;
  return fit(`${token}${next}`, pattern) ?? fit(`${token}-${next}`, pattern);
}

function fit(token: string, pattern: RegExp): string | null {
  if (token.length > LONGEST || !/\d/.test(token)) return null;
  const upper = token.toUpperCase();
  const parts = /^(\p{L}+)[^\p{L}\p{N}]?(\d.*)$/u.exec(upper);
  const spellings = [token, upper, token.toLowerCase()];
  if (parts !== null)
    spellings.push(`${parts[1]}-${parts[2]}`, `${parts[1]}${parts[2]}`, `${parts[1]} ${parts[2]}`);
  return spellings.find((spelling) => matches(pattern, spelling)) ?? null;
}

function matches(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}
