import { addressAt, disguisedHost, safeLink } from './safe-link.ts';

export type Inline =
  | { type: 'text'; text: string }
  | { type: 'break' }
  | { type: 'code'; text: string }
  | { type: 'strong' | 'emphasis'; children: Inline[] }
  /** `host` is set when the words of the link claim another one. */
  | { type: 'link'; href: string; host: string | null; children: Inline[] };

const MAX_DEPTH = 4;
/** How far a mark looks for its other half: without a bound, a text of nothing but marks costs its square. */
const MAX_SPAN = 1000;
const MAX_LABEL = 500;
const MAX_TARGET = 2000;
const TARGET = /^\(\s*([^\s()]+(?:\([^\s()]*\)[^\s()]*)*)(?:\s+"[^"]*")?\s*\)/;

/** Bold, italics, code, links and line breaks; whatever is none of them stays the text it is. */
export function parseInline(text: string, depth = 0): Inline[] {
  return scan(text, depth, richAt);
}

/** Bare addresses and line breaks only: the words of somebody who did not mean any markup. */
export function parsePlain(text: string): Inline[] {
  return scan(text, 0, (words, index) => bareLinkAt(words, index));
}

/** A piece of markup and the index behind it. */
type Piece = { node: Inline; end: number } | null;

function scan(
  text: string,
  depth: number,
  pieceAt: (text: string, index: number, depth: number) => Piece,
): Inline[] {
  const nodes: Inline[] = [];
  let plain = '';
  let index = 0;
  while (index < text.length) {
    const character = text.charAt(index);
    const piece =
      character === '\n' ? { node: { type: 'break' } as const, end: index + 1 } : pieceAt(text, index, depth);
    if (piece === null) {
      plain += character;
      index++;
      continue;
    }
    if (plain !== '') nodes.push({ type: 'text', text: plain });
    plain = '';
    nodes.push(piece.node);
    index = piece.end;
  }
  if (plain !== '') nodes.push({ type: 'text', text: plain });
  return nodes;
}

function richAt(text: string, index: number, depth: number): Piece {
  switch (text.charAt(index)) {
    case '\\':
      return /[\\`*_[\]()#+\-.!]/.test(text.charAt(index + 1))
        ? { node: { type: 'text', text: text.charAt(index + 1) }, end: index + 2 }
        : null;
    case '`':
      return codeAt(text, index);
    case '*':
    case '_':
      return depth < MAX_DEPTH ? emphasisAt(text, index, depth) : null;
    case '[':
      return depth < MAX_DEPTH ? linkAt(text, index) : null;
    default:
      return bareLinkAt(text, index);
  }
}

function codeAt(text: string, index: number): Piece {
  const fence = /`+/y;
  fence.lastIndex = index;
  const mark = fence.exec(text)?.[0] ?? '`';
  const start = index + mark.length;
  const end = text.indexOf(mark, start);
  if (end <= start || text.charAt(end + mark.length) === '`') return null;
  return {
    node: { type: 'code', text: text.slice(start, end).replaceAll('\n', ' ') },
    end: end + mark.length,
  };
}

function emphasisAt(text: string, index: number, depth: number): Piece {
  const one = text.charAt(index);
  const double = text.charAt(index + 1) === one;
  const mark = double ? one + one : one;
  const start = index + mark.length;
  if (/^\s?$/.test(text.charAt(start)) || (one === '_' && isWord(text.charAt(index - 1)))) return null;
  const end = closing(text, start, mark);
  if (end === -1) return null;
  const children = parseInline(text.slice(start, end), depth + 1);
  return { node: { type: double ? 'strong' : 'emphasis', children }, end: end + mark.length };
}

function closing(text: string, start: number, mark: string): number {
  const one = mark.charAt(0);
  for (let at = text.indexOf(mark, start + 1); at !== -1; at = text.indexOf(mark, at + 1)) {
    if (at - start > MAX_SPAN) return -1;
    const after = text.charAt(at + mark.length);
    if (/\s/.test(text.charAt(at - 1)) || (one === '_' && isWord(after))) continue;
    // A single mark does not close on half of a double one; a double one closes on the last of three.
    if (mark.length === 1 && (after === one || text.charAt(at - 1) === one)) continue;
    return mark.length === 2 && after === one ? at + 1 : at;
  }
  return -1;
}

function linkAt(text: string, index: number): Piece {
  const label = text.slice(index + 1, index + 1 + MAX_LABEL);
  const close = label.indexOf('](');
  if (close < 1 || label.slice(0, close).includes('[')) return null;
  const words = label.slice(0, close);
  const targetStart = index + 1 + close + 1;
  const target = TARGET.exec(text.slice(targetStart, targetStart + MAX_TARGET));
  const link = target?.[1] === undefined ? null : safeLink(target[1]);
  if (target === null || link === null) return null;
  const children = parseInline(words, MAX_DEPTH).map((child) =>
    child.type === 'link' ? asText(child) : child,
  );
  const node = { type: 'link', href: link.href, host: disguisedHost(words, link.host), children } as const;
  return { node, end: targetStart + target[0].length };
}

function bareLinkAt(text: string, index: number): Piece {
  const character = text.charAt(index);
  if ((character !== 'h' && character !== 'H') || isWord(text.charAt(index - 1))) return null;
  const address = addressAt(text, index);
  const link = safeLink(address);
  if (link === null) return null;
  const children: Inline[] = [{ type: 'text', text: address }];
  return { node: { type: 'link', href: link.href, host: null, children }, end: index + address.length };
}

function asText(link: Extract<Inline, { type: 'link' }>): Inline {
  return { type: 'text', text: link.children.map((child) => ('text' in child ? child.text : '')).join('') };
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}
