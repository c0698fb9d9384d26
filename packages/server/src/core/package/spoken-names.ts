import type { Detail } from '../nlp/extract/find-details.ts';

const WORD = String.raw`\p{Lu}[\p{L}'’-]{1,30}`;
const PARTICLE = String.raw`(?:(?:de|da|do|dos|von|van|di|del|la|le|den|der|zu|al|bin|el)\s){0,2}`;
/** After "my name is" one word is a name; after "I am" it takes two, and nothing more of the sentence right behind them. */
const NAMED = new RegExp(
  String.raw`(?<![\p{L}])(?:name(?: is|'s|’s|:)?|Name(?: is| ist|'s|:)|(?:I am|I'm|I’m) called|(?:[Hh]older|[Cc]ontact|[Cc]ustomer):|[Mm]e llamo|[Jj]e m['’]appelle|[Ii]ch hei(?:ß|ss)e|[Mm]i chiamo|[Mm]e chamo|[Cc]hamo-me|[Ii]k heet|[Nn]ombre(?: es|:)|[Nn]om(?: est| :|:)|[Nn]ome(?: è| é|:)|[Nn]aam(?: is|:))\s(${WORD}(?:\s${PARTICLE}${WORD}){0,3})`,
  'gu',
);
const PRESENTED = new RegExp(
  String.raw`(?<![\p{L}])(?:I['’]?m|I am|[Ii]ch bin|[Hh]ier (?:ist|spricht)|[Jj]e suis|[Ii]ci|[Ss]ono|[Ss]ou(?: [oa])?|[Ii]k ben|[Mm]et|[Ss]oy|[Hh]ere is|[Rr]egards,?|[Gg]r(?:ü|ue)(?:ß|ss)e,?|[Ss]aludos,?|[Cc]ordialement,?)\s(${WORD}(?:\s${PARTICLE}${WORD}){1,3})(?=\s*(?:[,.;!?\n]|$|(?:and|und|y|et|e|en|i|from|von|aus|de|calling)\s))`,
  'gu',
);
const READ_CHARACTERS = 4000;

/** Names in the ways that people give them. */
export function spokenNames(text: string): readonly Detail[] {
  const source = text.slice(0, READ_CHARACTERS);
  return [NAMED, PRESENTED].flatMap((pattern) =>
    [...source.matchAll(pattern)].map((match): Detail => {
      const value = match[1] ?? '';
      const start = match.index + match[0].lastIndexOf(value);
      return { kind: 'name', value, normal: null, start, end: start + value.length };
    }),
  );
}
