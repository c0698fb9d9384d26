import type { Said } from './said.ts';
import { shorten } from './shorten.ts';

const GREETING =
  /^(?:hi|hello|hey|good (?:morning|afternoon|evening)|dear)\b[\s,!.]*(?:there|team|all)?[\s,!.]*$/i;
/** Longer texts are neither, and are not searched: GREETING takes quadratic time on a long run of commas. */
const LONGEST_SMALL_TALK = 200;
const PERSON_REQUEST =
  /\b(?:human|person|someone|somebody|agent|representative|advisor|operator|supervisor|manager)\b/i;

/**
 * At most three sentences out of the customer's own words (H5.4): what he wants, what was tried, what is open.
 * An extract, not a paraphrase: nothing in it was not said or done.
 */
export function summarise(said: readonly Said[], toolIds: readonly string[]): string {
  const wishes = said.filter((line) => line.by === 'customer' && !isGreeting(line.text));
  if (wishes.length === 0) return 'The customer has not written anything yet.';
  const first = wishes.find((line) => !isBareRequest(line.text)) ?? wishes[0];
  const last = wishes.at(-1);
  const sentences = [`The customer wrote: ${quote(first?.text ?? '')}`];
  const tried = describeAttempts(said, toolIds);
  if (tried !== null) sentences.push(tried);
  if (last !== undefined && last !== first) sentences.push(`Last message: ${quote(last.text)}`);
  return sentences.join(' ');
}

function isGreeting(text: string): boolean {
  return text.length <= LONGEST_SMALL_TALK && GREETING.test(text.trim());
}

/** "Can I talk to a human?" says that a person is wanted, not what for. */
function isBareRequest(text: string): boolean {
  if (text.length > LONGEST_SMALL_TALK) return false;
  return PERSON_REQUEST.test(text) && text.trim().split(/\s+/).length <= 12;
}

function describeAttempts(said: readonly Said[], toolIds: readonly string[]): string | null {
  const answers = said.filter((line) => line.by === 'ai').length;
  const tools = [...new Set(toolIds.map((id) => id.split(':').at(-1)))];
  if (tools.length > 0) return `The AI used ${tools.join(', ')}.`;
  if (answers === 0) return null;
  return answers === 1 ? 'The AI answered once.' : `The AI answered ${answers} times.`;
}

function quote(text: string): string {
  const short = shorten(text, 220);
  return `“${short}”${/[.!?…]$/.test(short) ? '' : '.'}`;
}
