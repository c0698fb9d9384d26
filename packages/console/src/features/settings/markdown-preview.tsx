import type { ReactNode } from 'react';
import { safeHref } from '../../lib/linkify.ts';

/* Enough of Markdown to see what an article will look like. The text may be anybody's: it becomes elements, never HTML. */

/** It is drawn anew with each letter: more than this is not needed to see how it looks. */
const MOST_SHOWN = 20_000;

/** A text of Markdown as it will be read; of a very long one the beginning. */
export function MarkdownPreview({ text }: { text: string }) {
  return (
    <div className="grid gap-3 text-sm wrap-anywhere">
      {blocksOf(text.slice(0, MOST_SHOWN)).map(drawBlock)}
    </div>
  );
}

type Block =
  | { readonly type: 'heading'; readonly level: number; readonly text: string }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly type: 'code' | 'quote' | 'paragraph'; readonly text: string };

const HEADING = /^(#{1,6})\s+(.*)$/u;
const BULLET = /^\s*[-*+]\s+(.*)$/u;
const NUMBER = /^\s*\d{1,9}[.)]\s+(.*)$/u;
const FENCE = /^\s*(?:```|~~~)/u;

/** One pass over the lines, each block taking those that belong to it. */
export function blocksOf(text: string): Block[] {
  const lines = text.split(/\r?\n/u);
  const blocks: Block[] = [];
  let at = 0;
  const take = (belongs: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && belongs(lines[at] ?? '')) at++;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = HEADING.exec(line);
    if (line.trim() === '') at++;
    else if (FENCE.test(line)) {
      at++;
      blocks.push({ type: 'code', text: take((each) => !FENCE.test(each)).join('\n') });
      at++;
    } else if (heading !== null) {
      blocks.push({ type: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' });
      at++;
    } else if (BULLET.test(line))
      blocks.push(
        listOf(
          take((each) => BULLET.test(each)),
          BULLET,
          false,
        ),
      );
    else if (NUMBER.test(line))
      blocks.push(
        listOf(
          take((each) => NUMBER.test(each)),
          NUMBER,
          true,
        ),
      );
    else if (line.startsWith('>'))
      blocks.push({
        type: 'quote',
        text: take((each) => each.startsWith('>'))
          .map((each) => each.slice(1).trim())
          .join(' '),
      });
    else blocks.push({ type: 'paragraph', text: take(isPlain).join(' ') });
  }
  return blocks;
}

function listOf(lines: readonly string[], mark: RegExp, ordered: boolean): Block {
  return { type: 'list', ordered, items: lines.map((line) => mark.exec(line)?.[1] ?? '') };
}

function isPlain(line: string): boolean {
  return (
    line.trim() !== '' &&
    !line.startsWith('>') &&
    ![HEADING, BULLET, NUMBER, FENCE].some((mark) => mark.test(line))
  );
}

function drawBlock(block: Block, key: number): ReactNode {
  switch (block.type) {
    case 'heading':
      // Within a page that has headings of its own.
      return block.level === 1 ? (
        <h4 key={key} className="text-lg font-semibold">
          {inlineOf(block.text)}
        </h4>
      ) : (
        <h5 key={key} className="text-base font-semibold">
          {inlineOf(block.text)}
        </h5>
      );
    case 'list': {
      // The text is drawn anew as a whole: nothing has a state to keep.
      // oxlint-disable-next-line react/no-array-index-key
      const items = block.items.map((item, at) => <li key={at}>{inlineOf(item)}</li>);
      return block.ordered ? (
        <ol key={key} className="list-decimal pl-5">
          {items}
        </ol>
      ) : (
        <ul key={key} className="list-disc pl-5">
          {items}
        </ul>
      );
    }
    case 'code':
      return (
        <pre key={key} className="said rounded-md bg-sunken px-3 py-2 font-mono text-xs">
          {block.text}
        </pre>
      );
    case 'quote':
      return (
        <blockquote key={key} className="border-l-2 border-line-strong pl-3 text-ink-soft">
          {inlineOf(block.text)}
        </blockquote>
      );
    case 'paragraph':
      return <p key={key}>{inlineOf(block.text)}</p>;
  }
}

/** Each alternative is bounded and begins with a mark of its own, so that no text is slow to read. */
const INLINE =
  /`([^`\n]{1,500})`|\*\*([^*\n]{1,500})\*\*|\*([^*\n]{1,500})\*|\[([^\]\n]{1,300})\]\((https?:\/\/[^\s)]{1,2000})\)/gu;

function inlineOf(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    parts.push(text.slice(end, match.index), drawInline(match));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

function drawInline(match: RegExpMatchArray): ReactNode {
  const { index: key = 0 } = match;
  const [whole, code, strong, emphasis, link, address = ''] = match;
  if (code !== undefined)
    return (
      <code key={key} className="rounded bg-sunken px-1 font-mono text-xs">
        {code}
      </code>
    );
  if (strong !== undefined) return <strong key={key}>{strong}</strong>;
  if (emphasis !== undefined) return <em key={key}>{emphasis}</em>;
  const href = safeHref(address);
  if (href === null) return whole;
  return (
    <a
      key={key}
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent underline underline-offset-2"
    >
      {link}
    </a>
  );
}
