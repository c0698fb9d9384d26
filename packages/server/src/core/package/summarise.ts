import { scoreHumanRequest } from '../nlp/human-request/score-human-request.ts';
import type { Said } from './said.ts';
import { shorten } from './shorten.ts';

const GREETING =
  /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|dear|hola|buen[oa]s (?:d[ií]as|tardes|noches)|bonjour|bonsoir|salut|hallo|guten (?:morgen|tag|abend)|moin|servus|ciao|buongiorno|buonasera|salve|ol[aá]|bom dia|boa (?:tarde|noite)|goede(?:morgen|middag|navond)|dag)(?![\p{L}\p{N}])[\s,!.]*(?:there|team|all|zusammen|a todos|à tous|a tutti|a todos|allemaal)?[\s,!.]*$/iu;
/** Longer texts are neither, and are not searched: GREETING takes quadratic time on a long run of commas. */
const LONGEST_SMALL_TALK = 200;
const PERSON_REQUEST =
  /\b(?:human|person|someone|somebody|agent|representative|advisor|operator|supervisor|manager)\b/i;
const SHORT_WORDS = 12;
const SURE = 0.7;
/** Somebody who has asked for a person so often and for nothing else wants nothing else. */
const MOST_READ = 12;

/** What the AI has called. */
export interface ToolUse {
  readonly tool_id: string;
  readonly failed?: boolean | undefined;
}

/**
 * At most three sentences out of the customer's own words (H5.4): what he wants, what was tried, what is open.
 * An extract, not a paraphrase: nothing in it was not said or done.
 */
export function summarise(said: readonly Said[], tools: readonly ToolUse[]): string {
  const wishes = said.filter((line) => line.by === 'customer' && !isGreeting(line.text));
  if (wishes.length === 0) return 'The customer has not written anything yet.';
  const first = wishes.slice(0, MOST_READ).find((line) => !isBareRequest(line.text)) ?? wishes[0];
  const last = wishes.at(-1);
  const sentences = [`The customer wrote: ${quote(first?.text ?? '')}`];
  const tried = describeAttempts(said, tools);
  if (tried !== null) sentences.push(tried);
  if (last !== undefined && last !== first) sentences.push(`Last message: ${quote(last.text)}`);
  return sentences.join(' ');
}

export function isGreeting(text: string): boolean {
  return text.length <= LONGEST_SMALL_TALK && GREETING.test(text.trim());
}

/** "Can I talk to a human?" says that a person is wanted, not what for. */
export function isBareRequest(text: string): boolean {
  if (text.length > LONGEST_SMALL_TALK || text.trim().split(/\s+/).length > SHORT_WORDS) return false;
  const request = scoreHumanRequest(text);
  if (request === null || request.score < SURE) return false;
  // The n-grams are made to ask back, not to leave a wish out of a summary.
  return request.rule !== 'n-grams' || PERSON_REQUEST.test(text);
}

function describeAttempts(said: readonly Said[], tools: readonly ToolUse[]): string | null {
  const answers = said.filter((line) => line.by === 'ai').length;
  const used = namesOf(tools.filter(({ failed }) => failed !== true));
  const failed = namesOf(tools.filter((tool) => tool.failed === true));
  if (used.length > 0 && failed.length > 0)
    return `The AI used ${used.join(', ')}; ${failed.join(', ')} failed.`;
  if (used.length > 0) return `The AI used ${used.join(', ')}.`;
  if (failed.length > 0) return `The AI tried ${failed.join(', ')}, which failed.`;
  if (answers === 0) return null;
  return answers === 1 ? 'The AI answered once.' : `The AI answered ${answers} times.`;
}

function namesOf(tools: readonly ToolUse[]): string[] {
  const names = tools.map(({ tool_id }) => shorten(tool_id.split(':').at(-1) ?? tool_id, 60));
  return [...new Set(names)].slice(-4);
}

function quote(text: string): string {
  const short = shorten(text, 220);
  return `“${short}”${/[.!?…]$/.test(short) ? '' : '.'}`;
}
