import type { Measures, Share, Spread } from '@baton/protocol';
import { messages } from '../../lib/messages.ts';
import { countText, meanText, shareText, spanText } from '../../lib/number-text.ts';

const texts = messages.reports;
export type FigureId = keyof typeof texts.figures;

export interface Figure {
  readonly id: FigureId;
  /** What is read first. */
  readonly value: string;
  /** What it rests on. */
  readonly below: string;
}

/** The headline figures, part by part. */
export const SECTIONS: readonly (readonly [
  section: keyof typeof texts.sections,
  figures: readonly FigureId[],
])[] = [
  ['volume', ['sessions', 'handoffs', 'handoffRate', 'containment']],
  ['waiting', ['acceptance', 'firstWord', 'serviceLevel', 'abandoned', 'calibration']],
  ['work', ['handling', 'transfers', 'requeues', 'declined']],
  ['outcome', ['resolved', 'returned', 'recontact', 'rating', 'contact']],
  ['ai', ['askedAgain', 'suggestionsSent', 'suggestionsEdited', 'refused']],
];

const READ: Readonly<Record<FigureId, (measures: Measures) => Omit<Figure, 'id'>>> = {
  sessions: ({ sessions }) => plain(sessions),
  handoffs: ({ handoffs }) => plain(handoffs),
  handoffRate: ({ handoff_rate: share }) => shared(share),
  containment: ({ containment }) => shared(containment),
  acceptance: ({ acceptance }) => spread(acceptance),
  firstWord: ({ first_word: word }) => spread(word),
  serviceLevel: ({ service_level: level }) => shared(level),
  abandoned: ({ abandoned }) => shared(abandoned),
  handling: ({ handling }) => spread(handling),
  transfers: ({ transfers }) => plain(transfers),
  requeues: ({ requeues }) => plain(requeues),
  declined: ({ declined }) => plain(declined),
  resolved: ({ resolved }) => shared(resolved),
  returned: ({ returned }) => shared(returned),
  recontact: ({ recontact }) => shared(recontact),
  rating: ({ rating }) => ({
    value: rating.mean === null ? texts.none : meanText(rating.mean),
    below: texts.ratings(countText(rating.count)),
  }),
  contact: ({ callbacks, emails }) => shared(sum(callbacks, emails)),
  askedAgain: ({ asked_again: share }) => shared(share),
  suggestionsSent: ({ suggestions_sent: share }) => shared(share),
  suggestionsEdited: ({ suggestions_edited: share }) => shared(share),
  refused: ({ refused_ai_messages: refused }) => plain(refused),
  calibration: ({ wait_p50: lower, wait_p90: upper }) =>
    lower.share === null
      ? { value: texts.none, below: '' }
      : {
          value: texts.ends(shareOrNone(lower), shareOrNone(upper)),
          below: texts.endsRight(countText(lower.of)),
        },
};

export function figureOf(id: FigureId, measures: Measures): Figure {
  return { id, ...READ[id](measures) };
}

export function shareOrNone({ share }: Share): string {
  return share === null ? texts.none : shareText(share);
}

export function spanOrNone(seconds: number | null): string {
  return seconds === null ? texts.none : spanText(seconds);
}

function plain(count: number): Omit<Figure, 'id'> {
  return { value: countText(count), below: '' };
}

function shared(share: Share): Omit<Figure, 'id'> {
  return { value: shareOrNone(share), below: texts.counted(countText(share.count), countText(share.of)) };
}

function spread({ p50, p90, p99, mean, count }: Spread): Omit<Figure, 'id'> {
  if (p50 === null) return { value: texts.none, below: '' };
  const rest = texts.percentiles(spanOrNone(p90), spanOrNone(p99));
  return { value: spanText(p50), below: `${rest} · ${texts.mean(spanOrNone(mean), countText(count))}` };
}

/** Two shares of the same whole. */
function sum(a: Share, b: Share): Share {
  const of = Math.max(a.of, b.of);
  const count = a.count + b.count;
  return { count, of, share: of === 0 ? null : count / of };
}
