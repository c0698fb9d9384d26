import type { Secret } from '../../core/secret.ts';

const HIDDEN = '[hidden]';
/** A run this long of a key is already worth hiding; shorter ones occur in words. */
const SHORTEST_KEY_PART = 6;
/** A run this long of what people wrote is a quotation, not a common word. */
const SHORTEST_QUOTE = 20;
/** How keys begin whose owner we do not know: OpenAI, Anthropic, Google, bearer tokens, passwords in addresses. */
const LOOKS_SECRET =
  /\b(?:sk|pk|rk)-[\w*-]{6,}|\bAIza[\w*-]{6,}|\bBearer\s+[\w.*~+/=-]{6,}|(?<=:\/\/)[^\s/@]+@|(?<=[?&]key=)[^\s&]+/gi;

/**
 * Hides whatever of the secrets, also parts of them as providers echo them, and whatever looks like a key.
 * `quotes` are texts of the conversation, which logs must not repeat either.
 */
export function redact(text: string, secrets: readonly Secret[], quotes: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) clean = hideRuns(clean, secret.reveal(), SHORTEST_KEY_PART);
  for (const quote of quotes) clean = hideRuns(clean, quote, SHORTEST_QUOTE);
  return clean.replaceAll(LOOKS_SECRET, HIDDEN);
}

/** Replaces every part of `text` that is also in `hidden` and at least `shortest` characters long. */
function hideRuns(text: string, hidden: string, shortest: number): string {
  if (hidden === '' || (hidden.length < shortest && !text.includes(hidden))) return text;
  if (hidden.length < shortest) return text.replaceAll(hidden, HIDDEN);
  let clean = '';
  let at = 0;
  while (at < text.length) {
    let length = shortest;
    if (!hidden.includes(text.slice(at, at + length)) || at + length > text.length) {
      clean += text[at];
      at += 1;
      continue;
    }
    while (at + length < text.length && hidden.includes(text.slice(at, at + length + 1))) length += 1;
    clean += HIDDEN;
    at += length;
  }
  return clean;
}
