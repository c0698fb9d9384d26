import { memo } from 'react';
import { linkify } from '../lib/linkify.ts';

/** Text by a customer or a model: shown as it is, with http(s) addresses as links. */
export const SaidText = memo(function SaidText({ text }: { text: string }) {
  return (
    <span className="said">
      {linkify(text).map((part) =>
        part.type === 'text' ? (
          part.text
        ) : (
          <a
            key={part.at}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="underline decoration-1 underline-offset-2"
          >
            {part.text}
          </a>
        ),
      )}
    </span>
  );
});
