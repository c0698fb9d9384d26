import type { ComponentChildren, VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Inline } from '../text/parse-inline.ts';
import { unbroken } from './unbroken.tsx';
import { parsePlainText, parseRichText, type Block } from '../text/parse-text.ts';

/** A text of the conversation. `plain`: the words of somebody who did not mean any markup. */
export function RichText({ text, plain }: { text: string; plain: boolean }): VNode {
  return useMemo(
    () => <>{(plain ? parsePlainText(text) : parseRichText(text)).map(renderBlock)}</>,
    [text, plain],
  );
}

/** Whatever a text contains, it can only ever become the elements below. */
function renderBlock(block: Block): VNode {
  switch (block.type) {
    case 'paragraph':
      return <p>{block.children.map(renderInline)}</p>;
    case 'heading':
      return (
        <p>
          <strong>{block.children.map(renderInline)}</strong>
        </p>
      );
    case 'code':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case 'list': {
      const items = block.items.map(renderItem);
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
  }
}

function renderItem(item: Inline[]): VNode {
  return <li>{item.map(renderInline)}</li>;
}

function renderInline(inline: Inline): ComponentChildren {
  switch (inline.type) {
    case 'text':
      return unbroken(inline.text);
    case 'break':
      return <br />;
    case 'code':
      return <code>{inline.text}</code>;
    case 'strong':
      return <strong>{inline.children.map(renderInline)}</strong>;
    case 'emphasis':
      return <em>{inline.children.map(renderInline)}</em>;
    case 'link':
      return (
        <>
          <a href={inline.href} target="_blank" rel="noopener noreferrer nofollow">
            {inline.children.map(renderInline)}
          </a>
          {inline.host === null ? null : ` (${inline.host})`}
        </>
      );
  }
}
