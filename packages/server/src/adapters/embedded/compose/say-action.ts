const ADDRESSEE = String.raw`(?: (?:to )?(?:the |your )?(?:customer|user|client|them|him|her|caller))?`;
const STATES = new RegExp(
  String.raw`^(?:please )?(?:politely |briefly |clearly |kindly |gently )?(?:tell|inform|remind|assure|explain|say|state|mention|answer|reply|respond|confirm|point out|clarify|let)${ADDRESSEE}(?: know)?(?: politely| clearly)?,? that (.+)$`,
  'i',
);
const QUOTES = new RegExp(
  String.raw`^(?:please )?(?:say|reply|answer|respond|tell|ask|write)${ADDRESSEE}(?: with)?:? ["“'](.+)["”']$`,
  'i',
);
const COLON = new RegExp(
  String.raw`^(?:please )?(?:say|reply|answer|respond|tell|write)${ADDRESSEE}(?: with)?: (.+)$`,
  'i',
);
const ASKS_FOR = new RegExp(String.raw`^(?:please )?(?:politely )?ask${ADDRESSEE} (?:for|about) (.+)$`, 'i');
const ASKS = new RegExp(
  String.raw`^(?:please )?(?:politely )?ask${ADDRESSEE} ((?:whether|if|what|when|where|who|which|how|why)\b.+)$`,
  'i',
);
const ASKS_TO = new RegExp(String.raw`^(?:please )?(?:politely )?ask${ADDRESSEE} to (.+)$`, 'i');
const OFFERS_PERSON =
  /^(?:please )?offer .*\b(?:person|human|colleague|agent|handover|hand over|transfer|specialist|advisor)\b/i;
const APOLOGISES = /^(?:please )?(?:sincerely )?apologi[sz]e\b/i;
const GREETS = /^(?:please )?(?:greet|welcome)\b/i;
const THANKS = /^(?:please )?thank\b/i;

/** An instruction often holds two: "Apologise and tell the customer that …". */
const JOINT =
  /(?:,? and |, then | and then |; )(?=(?:politely |then )?(?:tell|inform|explain|say|ask|offer|apologi[sz]e|thank|remind|let)\b)/i;

/**
 * What an author's instruction tells the AI to say, as words to the customer: "Tell the customer that they can
 * call us" → "You can call us." Null when the instruction says how to act rather than what to say.
 */
export function sayAction(action: string): string | null {
  const said = action
    .split(/(?<=[.!?])\s+(?=[A-Z])/)
    .flatMap((part) => part.split(JOINT))
    .flatMap((part) => sayOne(part.trim()) ?? []);
  return said.length === 0 ? null : said.join(' ');
}

function sayOne(instruction: string): string | null {
  const quoted = QUOTES.exec(instruction) ?? COLON.exec(instruction);
  if (quoted?.[1] !== undefined) return finish(quoted[1], '.');
  const plain = instruction.replace(/[.!]+$/, '');
  if (OFFERS_PERSON.test(plain)) return 'Would you like me to get a person from our team for you?';
  const stated = STATES.exec(plain)?.[1];
  if (stated !== undefined) return finish(turnPerson(stated), '.');
  const wanted = ASKS_FOR.exec(plain)?.[1];
  if (wanted !== undefined) return finish(`could you tell me ${turnPerson(wanted)}, please`, '?');
  const question = ASKS.exec(plain)?.[1];
  if (question !== undefined) return finish(`could you tell me ${turnPerson(question)}`, '?');
  const request = ASKS_TO.exec(plain)?.[1];
  if (request !== undefined) return finish(`could you please ${turnPerson(request)}`, '?');
  if (APOLOGISES.test(plain)) return "I'm sorry about that.";
  if (GREETS.test(plain)) return 'Hello!';
  return THANKS.test(plain) ? 'Thank you.' : null;
}

/** The author speaks to the AI of the customer: "you" is the AI, "the customer" and "they" are who reads. */
const PERSONS: Readonly<Record<string, string>> = {
  'you are': 'I am',
  "you're": "I'm",
  'you were': 'I was',
  you: 'I',
  your: 'our',
  yours: 'ours',
  yourself: 'myself',
  'the customer is': 'you are',
  'the customer has': 'you have',
  'the user is': 'you are',
  'the user has': 'you have',
  "the customer's": 'your',
  "the user's": 'your',
  'the customer': 'you',
  'the user': 'you',
  'they are': 'you are',
  "they're": "you're",
  they: 'you',
  them: 'you',
  their: 'your',
  theirs: 'yours',
  themselves: 'yourself',
  'he is': 'you are',
  'she is': 'you are',
  'he has': 'you have',
  'she has': 'you have',
  he: 'you',
  she: 'you',
  his: 'your',
  her: 'your',
};
const PERSON_WORDS = new RegExp(
  String.raw`\b(?:${Object.keys(PERSONS)
    .toSorted((a, b) => b.length - a.length)
    .join('|')})(?![\w'])`,
  'gi',
);

function turnPerson(text: string): string {
  return text.replace(PERSON_WORDS, (words) => PERSONS[words.toLowerCase()] ?? words);
}

function finish(text: string, end: '.' | '?'): string {
  const trimmed = text.trim();
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]["”']?$/.test(capital) ? capital : capital + end;
}
