import { readMoment } from '../follow-up/read-moment.ts';
import type { WantedMoment } from '../follow-up/read-moment.ts';
import { findEmails, findPhones } from '../nlp/extract/find-contacts.ts';
import { foldText } from '../nlp/fold-text.ts';
import { CHOICE_WORDS } from './choice-words.ts';

/** What a customer who waits has chosen in his own words (H7.1). */
export interface WordedChoice {
  readonly choice: 'callback' | 'email' | 'ai';
  /** Null: he has left it out. */
  readonly address: string | null;
  /** When he wants to be called; null: he has not said. */
  readonly at: WantedMoment | null;
}

export interface ChoiceContext {
  /** What he has just been asked the address for; null: nothing. */
  readonly asked: 'callback' | 'email' | null;
  /** Microseconds since 1970. */
  readonly now: number;
  /** The department's. */
  readonly zone: string;
}

/** Whoever writes more than that tells a story. */
const MOST_CHARACTERS = 300;

/**
 * What a message chooses; null when it chooses nothing or that is not clear: a wrong guess would take the place in
 * line of somebody who wants to keep it, so that only what begins a clause and is said as a wish counts, and nothing
 * that is denied, told of the past, or one of two.
 */
export function readChoice(text: string, { asked, now, zone }: ChoiceContext): WordedChoice | null {
  if (text.length > MOST_CHARACTERS) return null;
  const emails = findEmails(text);
  const phones = findPhones(emails.reduce((rest, email) => rest.replace(email, ' '), text));
  const { words, clauses } = clausesOf(text, emails);
  const choice = wordedIn(clauses) ?? answered(asked, emails, phones);
  if (choice === null || emails.length > 1 || phones.length > 1) return null;
  if (choice === 'ai') return { choice, address: null, at: null };
  if (choice === 'email') return { choice, address: emails[0] ?? null, at: null };
  const at = readMoment(words, now, zone);
  if (at === 'unclear') return null;
  return { choice, address: phones[0] ?? null, at };
}

/** Whoever is asked for an address and writes one has answered, whatever else he says with it. */
function answered(
  asked: ChoiceContext['asked'],
  emails: readonly string[],
  phones: readonly string[],
): 'callback' | 'email' | null {
  if (asked === 'callback') return phones.length === 1 ? 'callback' : null;
  return asked === 'email' && emails.length === 1 ? 'email' : null;
}

/** The choice that the clauses agree on. */
function wordedIn(clauses: readonly string[]): WordedChoice['choice'] | null {
  const found = new Set<WordedChoice['choice']>();
  for (const clause of clauses) {
    for (const { choices, denied } of CHOICE_WORDS) {
      if (denied.test(clause)) continue;
      for (const { choice, pattern } of choices) if (pattern.test(clause)) found.add(choice);
    }
  }
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

const PHONE = /\+?\(?\d[\d\s()./-]{5,20}\d/g;

/** Folded; addresses are one word each, so that they end no clause. `words`: all of it, without them. */
function clausesOf(text: string, emails: readonly string[]): { words: string; clauses: string[] } {
  let marked = text;
  for (const email of emails) marked = marked.replace(email, ' @mail ');
  marked = marked.replace(PHONE, (match) => (match.replace(/\D/g, '').length >= 7 ? ' @phone ' : match));
  const folded = foldText(marked).replace(/\s+/g, ' ').trim();
  const clauses = folded
    .split(/(?:[,;!?\n]|\.(?!\d))+ ?| [-–—] /)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
  return { words: folded.replace(/@(?:mail|phone)/g, ''), clauses };
}
