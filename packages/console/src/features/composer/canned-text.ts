import type { CannedReply } from '@baton/protocol';

/** What is typed behind a slash, and where the slash stands. */
export interface SlashQuery {
  readonly from: number;
  readonly query: string;
}

const MOST_SHOWN = 8;
/** As long as a shortcut may be. */
const SLASH = /(?:^|\s)\/([\p{L}\p{N}_-]{0,40})$/u;

/** The ready text that is being looked for at the caret; null while none is. A slash inside a word is none. */
export function slashQuery(text: string, caret: number): SlashQuery | null {
  const query = SLASH.exec(text.slice(0, caret))?.[1];
  return query === undefined ? null : { from: caret - query.length - 1, query };
}

/** Those that fit, best first: by shortcut, then by title, then by text; the customer's language before others. */
export function fittingReplies(
  replies: readonly CannedReply[],
  query: string,
  language: string | null,
): CannedReply[] {
  const wanted = query.toLowerCase();
  const rank = ({ shortcut, title, text }: CannedReply): number => {
    if (shortcut.toLowerCase().startsWith(wanted)) return 0;
    if (title.toLowerCase().includes(wanted) || shortcut.toLowerCase().includes(wanted)) return 1;
    return text.toLowerCase().includes(wanted) ? 2 : 3;
  };
  const foreign = (reply: CannedReply): number =>
    language !== null && reply.language !== null && reply.language !== language ? 1 : 0;
  return replies
    .map((reply) => ({ reply, rank: rank(reply) }))
    .filter((each) => each.rank < 3)
    .toSorted(
      (a, b) =>
        foreign(a.reply) - foreign(b.reply) ||
        a.rank - b.rank ||
        a.reply.shortcut.localeCompare(b.reply.shortcut),
    )
    .slice(0, MOST_SHOWN)
    .map(({ reply }) => reply);
}

/** The text with the names in it; one that nobody gave goes with the blank before it. What is not known stays, so that it is seen. */
export function filledText(
  text: string,
  names: Readonly<Record<'customer' | 'operator' | 'agent', string>>,
): string {
  return text.replaceAll(
    /([^\S\n]?)\{\{\s*(customer|operator|agent)\s*\}\}/gu,
    (_, blank: string, name: 'customer' | 'operator' | 'agent') =>
      names[name] === '' ? '' : blank + names[name],
  );
}
