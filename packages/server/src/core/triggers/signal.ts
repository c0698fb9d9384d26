import type { Evidence } from '@baton/protocol';
import type { TriggerMode, TriggerName } from '@baton/protocol';

/** Something a customer wrote. */
export interface Said {
  readonly text: string;
  readonly offset: number;
}

/** A trigger that has fired, with what made it (H4.4). */
export interface Signal {
  readonly trigger: TriggerName;
  readonly mode: Exclude<TriggerMode, 'off'>;
  /** Why a person is wanted: one of the desk's reasons or the application's own. */
  readonly reason: string;
  readonly evidence: Evidence;
}

const QUOTE_CHARACTERS = 300;

/** Evidence, bounded. Scores are told to hundredths: what is finer is noise. */
export function evidenceOf(
  trigger: string,
  said: Said | null,
  measured: { readonly score: number | null; readonly threshold: number | null },
  quote: string | null = said?.text ?? null,
): Evidence {
  const { score, threshold } = measured;
  return {
    trigger,
    offset: said?.offset ?? null,
    score: score === null ? null : Math.round(score * 100) / 100,
    threshold,
    quote: quote === null ? null : quote.slice(0, QUOTE_CHARACTERS).toWellFormed(),
  };
}
