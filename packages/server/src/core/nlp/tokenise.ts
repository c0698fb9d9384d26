const WORD = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu;

/** English short forms written out, so that a rule has to know one spelling only. */
const SHORT_FORMS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    "can't": 'can not',
    cannot: 'can not',
    cant: 'can not',
    "won't": 'will not',
    wont: 'will not',
    "shan't": 'shall not',
    dont: 'do not',
    doesnt: 'does not',
    didnt: 'did not',
    isnt: 'is not',
    wasnt: 'was not',
    havent: 'have not',
    couldnt: 'could not',
    wouldnt: 'would not',
    im: 'i am',
    ive: 'i have',
    whats: 'what is',
    wheres: 'where is',
    thats: 'that is',
    theres: 'there is',
    wanna: 'want to',
    gonna: 'going to',
    gotta: 'have to',
    gimme: 'give me',
    lemme: 'let me',
    u: 'you',
    ur: 'your',
    pls: 'please',
    plz: 'please',
    plse: 'please',
    pleas: 'please',
    rn: 'now',
    asap: 'now',
  }).map(([short, long]) => [short, long.split(' ')]),
);

const ENDINGS: readonly (readonly [string, string])[] = [
  ["n't", 'not'],
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'ll", 'will'],
  ["'d", 'would'],
  ["'m", 'am'],
];

const IS_AFTER: ReadonlySet<string> = new Set([
  'it',
  'he',
  'she',
  'that',
  'what',
  'where',
  'who',
  'there',
  'how',
  'when',
]);

/** The words of a folded text, English short forms written out, other apostrophes split. */
export function tokenise(folded: string): string[] {
  const tokens: string[] = [];
  for (const [word] of folded.matchAll(WORD)) pushWord(tokens, word);
  return tokens;
}

function pushWord(tokens: string[], word: string): void {
  const written = SHORT_FORMS.get(word);
  if (written !== undefined) {
    tokens.push(...written);
    return;
  }
  if (!word.includes("'")) {
    tokens.push(word);
    return;
  }
  for (const [ending, full] of ENDINGS) {
    if (word.length > ending.length && word.endsWith(ending)) {
      pushWord(tokens, word.slice(0, -ending.length));
      tokens.push(full);
      return;
    }
  }
  if (word.endsWith("'s")) {
    const stem = word.slice(0, -2);
    tokens.push(stem);
    if (IS_AFTER.has(stem)) tokens.push('is');
    if (stem === 'let') tokens.push('us');
    return;
  }
  tokens.push(...word.split("'"));
}
