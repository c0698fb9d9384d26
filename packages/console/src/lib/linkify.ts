/** `at`: where in the text a link begins. */
export type TextPart =
  | { type: 'text'; text: string }
  | { type: 'link'; text: string; href: string; at: number };

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`\u201C\u201D]+/giu;
/** Signs that end a sentence rather than an address. */
const TRAILING = /[.,;:!?*_~]+$/u;

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
  let shown = address.replace(TRAILING, '');
  // `(see https://example.org/a)`: the closing bracket belongs to the text unless it was opened in the address.
  while (shown.endsWith(')') && shown.split('(').length < shown.split(')').length) {
    shown = shown.slice(0, -1).replace(TRAILING, '');
  }
  return shown;
}

function safeHref(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}
