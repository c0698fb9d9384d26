import type { ComponentChildren } from 'preact';

/** e.g. e-mail, x-ray: a line that ends behind the first letter reads like a mistake. */
const ONE_LETTER = /(?<![\p{L}\p{N}])(\p{L}-\p{L}+)/u;

/** A text whose lines do not end behind the hyphen of such a word. */
export function unbroken(text: string): ComponentChildren {
  const parts = text.split(ONE_LETTER);
  if (parts.length === 1) return text;
  return parts.map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- parts of one text have no other name
      <span key={index} class="nowrap">
        {part}
      </span>
    ),
  );
}
