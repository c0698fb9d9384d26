/** `at`: where in the text a link begins. */
export type TextPart =
  | { type: 'text'; text: string }
  | { type: 'link'; text: string; href: string; at: number };

/** Longer ones are cut: what ends an address is looked for from its end, and must not cost the page its breath. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"'`\u201C\u201D]{1,2000}/giu;
/** Signs that end a sentence rather than an address. */
const TRAILING = '.,;:!?*_~';

/** A text split into plain parts and http(s) addresses. Nothing else ever becomes a link. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const shown = withoutTrailing(match[0]);
    const href = safeHref(shown);
    if (href === null) continue;
    if (match.index > end) parts.push({ type: 'text', text: text.slice(end, match.index) });
    parts.push({ type: 'link', text: shown, href, at: match.index });
    end = match.index + shown.length;
  }
  if (end < text.length) parts.push({ type: 'text', text: text.slice(end) });
  return parts;
}

function withoutTrailing(address: string): string {
  // `(see https://example.org/a)`: the closing bracket belongs to the text unless it was opened in the address.
  let unopened = count(address, ')') - count(address, '(');
  let end = address.length;
  for (; end > 0; end--) {
    const sign = address.charAt(end - 1);
    if (sign === ')' && unopened > 0) unopened--;
    else if (!TRAILING.includes(sign)) break;
  }
  return address.slice(0, end);
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

/** An http(s) address as a browser writes it; null for all others, and where a name in it poses as the host. */
export function safeHref(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, href, username, password } = new URL(address);
  const posing = username !== '' || password !== '';
  return !posing && (protocol === 'http:' || protocol === 'https:') ? href : null;
}
