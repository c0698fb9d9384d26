import { endingOf } from './clean-name.ts';

/** How much of the beginning tells whether it is a page: no browser looks at more before it decides. */
const SNIFFED = 4096;
const MARKUP =
  /<(?:!doctype|!--|\?|html|head|body|script|style|svg|math|iframe|frame|object|embed|link|meta|base|form|img|a|b|br|div|p|span|table|title|h1|font|video|audio|xml|xsl:|rss|feed)(?=[\s>/!?:-]|$)|<!\[cdata\[|%pdf-/i;
/** Text that a double click would run. */
const SCRIPTS = new Set(
  'js mjs cjs jse ts sh bash zsh bat cmd ps1 psm1 vb vbs vbe wsf wsh hta py pl rb php jar reg scf url lnk desktop htm html xhtml xht mht mhtml svg xml xsl xslt'.split(
    ' ',
  ),
);

/** The type of what is text by its beginning; null for a page, a drawing or a program, however it is called. */
export function textTypeOf(beginning: string, name: string): 'text/plain' | 'text/csv' | null {
  const head = beginning.slice(0, SNIFFED);
  if (/^\ufeff?\s*</.test(head) || MARKUP.test(head) || head.replace(/^\ufeff/, '').startsWith('#!'))
    return null;
  const ending = endingOf(name.trim().replace(/[. ]+$/, ''));
  if (SCRIPTS.has(ending)) return null;
  return ending === 'csv' ? 'text/csv' : 'text/plain';
}

/** Reads text piece by piece and says when it is none: bytes that are no UTF-8, and characters that no text has. */
export class TextCheck {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  /** False once it is no text. */
  take(bytes: Uint8Array): boolean {
    return this.#decode(() => this.#decoder.decode(bytes, { stream: true })) !== null;
  }

  end(): boolean {
    return this.#decode(() => this.#decoder.decode()) !== null;
  }

  #decode(decode: () => string): string | null {
    try {
      const text = decode();
      return /(?![\t-\r\u0085])\p{Cc}/u.test(text) ? null : text;
    } catch {
      return null;
    }
  }
}
