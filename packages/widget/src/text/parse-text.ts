import { parseInline, parsePlain, type Inline } from './parse-inline.ts';

export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'heading'; children: Inline[] }
  | { type: 'list'; ordered: boolean; start: number; items: Inline[][] }
  | { type: 'code'; text: string };

/** Beyond this a text is shown as it stands: nobody formats so much by hand, and parsing must not cost the page its breath. */
const MAX_RICH = 20_000;

const FENCE = /^\s{0,3}```[\w+#.-]*\s*$/;
const FENCE_END = /^\s{0,3}```\s*$/;
const HEADING = /^\s{0,3}#{1,6}\s+(\S.*)$/;
const ITEM = /^\s*(?:([-*+•])|(\d{1,9})[.)])\s+(\S.*)$/;
const RULE = /^\s{0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/;

/** The light Markdown that models and people write, as data. Nothing in it is ever HTML. */
export function parseRichText(text: string): Block[] {
  if (text.length > MAX_RICH) return parsePlainText(text);
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  // A fence that nobody closes is no fence: the text after it would look like code to its end.
  const lastFence = lines.findLastIndex((line) => FENCE_END.test(line));
  const blocks: Block[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    if (line.trim() === '' || RULE.test(line)) index++;
    else if (index < lastFence && FENCE.test(line)) index = readFence(lines, index, blocks);
    else if (ITEM.test(line)) index = readList(lines, index, blocks);
    else index = readParagraph(lines, index, blocks);
  }
  return blocks;
}

/** Somebody's words as he typed them: line breaks and addresses. */
export function parsePlainText(text: string): Block[] {
  return [
    { type: 'paragraph', children: text.length > MAX_RICH ? [{ type: 'text', text }] : parsePlain(text) },
  ];
}

function readFence(lines: string[], from: number, blocks: Block[]): number {
  let end = from + 1;
  while (end < lines.length && !FENCE_END.test(lines[end] ?? '')) end++;
  blocks.push({ type: 'code', text: lines.slice(from + 1, end).join('\n') });
  return end + 1;
}

function readList(lines: string[], from: number, blocks: Block[]): number {
  const first = ITEM.exec(lines[from] ?? '');
  const ordered = first?.[2] !== undefined;
  const items: string[] = [];
  let index = from;
  for (; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const item = ITEM.exec(line);
    if (item !== null && (item[2] !== undefined) === ordered) items.push(item[3] ?? '');
    else if (item === null && /^\s+\S/.test(line)) items.push(`${items.pop() ?? ''}\n${line.trim()}`);
    else if (line.trim() === '' && continuesAfter(lines, index, ordered)) continue;
    else break;
  }
  blocks.push({
    type: 'list',
    ordered,
    start: Number(first?.[2] ?? 1),
    items: items.map((item) => parseInline(item)),
  });
  return index;
}

/** Items are often set apart by one empty line; that does not begin the list anew. */
function continuesAfter(lines: string[], blank: number, ordered: boolean): boolean {
  const item = ITEM.exec(lines[blank + 1] ?? '');
  return item !== null && (item[2] !== undefined) === ordered;
}

function readParagraph(lines: string[], from: number, blocks: Block[]): number {
  const heading = HEADING.exec(lines[from] ?? '');
  if (heading !== null) {
    blocks.push({ type: 'heading', children: parseInline(heading[1] ?? '') });
    return from + 1;
  }
  let end = from + 1;
  while (end < lines.length && !opensBlock(lines[end] ?? '')) end++;
  blocks.push({ type: 'paragraph', children: parseInline(lines.slice(from, end).join('\n')) });
  return end;
}

function opensBlock(line: string): boolean {
  return line.trim() === '' || FENCE.test(line) || HEADING.test(line) || ITEM.test(line) || RULE.test(line);
}
